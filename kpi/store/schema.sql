-- The tables, as a statistician would read them. Nothing is ever updated or deleted:
-- a correction is a new observation, an undo is a new event of its batch.

create table meta (key text, value text);
-- Raised with every change below: a store of another version is refused, never misread.
insert into meta values ('schema_version', '1');

-- One row for each publication. The counts repeat what the preview promised, so that a
-- torn file shows itself: observation_count must equal the rows of the batch.
create table batch (
    batch_id integer,
    recorded_at timestamp,          -- UTC
    recorded_by text,
    file_name text,
    file_sha256 text,
    reason text,
    observation_count integer,
    new_count integer,
    revised_count integer,
    conflicting_count integer,
    same_count integer,
    refused_count integer
);

-- The file a batch was read from, byte for byte: stored with the batch or not at all.
create table original (
    batch_id integer,
    content blob
);

-- What was answered when a file of one layout was read; the next file of it need not ask.
create table layout_answer (
    batch_id integer,
    layout text,
    question text,
    answer text
);

-- What happened to a batch: submitted (waits for a second person), published, refused,
-- undone. The latest event is its state.
create table batch_event (
    event_id integer,
    batch_id integer,
    event text,
    happened_at timestamp,          -- UTC
    happened_by text,
    reason text
);

create table source (
    source_id text,
    title text,
    publisher text,
    kind text,                      -- official_table, report, press
    url text,
    file text,
    sha256 text,
    published_on text,              -- '' or YYYY, YYYY-MM, YYYY-MM-DD
    retrieved_on text,
    note text,
    batch_id integer
);

create table observation (
    obs_id text,                    -- a digest of the figure and its place: the same at every build
    area text,                      -- vn63:27
    indicator text,
    period text,                    -- 2022-H1
    period_start date,
    period_end date,
    obs_status text,                -- actual, estimate, target, plan
    value double,                   -- in the indicator's unit
    qualifier text,                 -- exact, more_than, nearly, about, at_least
    as_written text,
    note text,
    source_id text,
    locator_kind text,              -- cell, text, none
    sheet text,
    cell text,
    span_start integer,
    span_end integer,
    sentence text,
    flagged boolean,                -- outside the plausible range; kept as printed
    batch_id integer
);

create view batch_state as
select batch.*, last_event.event as state, last_event.happened_at as state_since
from batch
join (
    select * from batch_event
    qualify row_number() over (partition by batch_id order by event_id desc) = 1
) as last_event using (batch_id);

-- The latest registration of every document that a published batch brought.
create view live_source as
select source.*
from source
join batch_state using (batch_id)
where state = 'published'
qualify row_number() over (partition by source_id order by batch_id desc) = 1;

create view live_observation as
select
    observation.*,
    split_part(area, ':', 1) as scheme,
    recorded_at,
    recorded_by,
    title as source_title,
    publisher,
    coalesce(kind, 'press') as source_kind,
    url,
    file,
    coalesce(published_on, '') as published_on,
    coalesce(retrieved_on, '') as retrieved_on,
    -- The written rule of preference: an official table, then an exact figure before a
    -- hedged one, then the later published, then the later recorded. A partial date counts
    -- as its first day. The digest at the end only makes the order total.
    row(
        coalesce(kind, 'press') = 'official_table',
        qualifier = 'exact',
        coalesce(published_on, ''),
        batch_id,
        obs_id
    ) as preference
from observation
join batch_state using (batch_id)
left join live_source using (source_id)
where state = 'published'
-- What a source says anew replaces what the same source said before.
qualify batch_id = max(batch_id) over (
    partition by area, indicator, period, obs_status, source_id
);

-- One observation for each (area, indicator, period, obs_status); the others stay one click away.
create view preferred_observation as
select
    *,
    count(*) over same_key as told,
    -- A hedged round figure never contradicts the exact one.
    count(distinct case when qualifier = 'exact' then value end) over same_key > 1 as disputed
from live_observation
window same_key as (partition by area, indicator, period, obs_status)
qualify row_number() over (
    partition by area, indicator, period, obs_status order by preference desc
) = 1;

-- An account as it stood after one change of it; the latest row is the account.
create table person (
    entry_id integer,
    name text,
    display text,
    role text,                      -- staff, approver, admin
    password_hash text,             -- argon2id with parameters and salt; '' only by OIDC
    active boolean,
    epoch text,                     -- sessions begun under another one have ended
    recorded_at timestamp,          -- UTC
    recorded_by text
);

create view person_state as
select * from person
qualify row_number() over (partition by name order by entry_id desc) = 1;
