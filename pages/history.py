"""What was published when and by whom, what each batch changed, and the way back.

URL: /history?batch=<number>
"""

import streamlit as st

from kpi.ui import history_parts, learning
from kpi.ui.data import live_store
from kpi.ui.empty import no_figures
from kpi.ui.sign_in import current_person, offer_sign_in
from kpi.ui.words import say

store = live_store()
batches = store.batches()
batch = history_parts.chosen(batches)
if batch is None:
    no_figures()

person = current_person()
st.title(history_parts.finding(batches))
history_parts.batch_table(batches)
state = history_parts.state_word(batch["state"])
st.header(f"{say('Lô', 'Batch')} {batch['batch_id']} · {state}")
history_parts.actions(store, batch, person)
if person is None:
    offer_sign_in(
        person,
        say(
            "Đăng nhập bằng tài khoản nhân viên để duyệt hoặc hoàn tác một lô.",
            "Sign in with a staff account to approve or undo a batch.",
        ),
    )
history_parts.about(store, batch, person)
learning.section(store, person)
