"""What entries cite from other files of config/, put in place of the ids and names.

What is cited but does not exist is a mistake, never left out in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from kpi.catalogue.written import (
    Act,
    SeriesBreak,
    WordSet,
    WrittenIndicator,
    WrittenRule,
    WrittenTarget,
)
from kpi.model import Break, Indicator, Target
from kpi.model.entries import LegalBasis, Prose

T = TypeVar("T")

SET = "@"
"""Before the name of a word set in a rule."""


class Citations:
    """What may be cited; `mistakes` grows with every id or name that nothing bears."""

    def __init__(
        self,
        acts: Iterable[Act],
        breaks: Iterable[SeriesBreak],
        sets: Iterable[WordSet],
        rules_file: str = "extraction.toml",
    ) -> None:
        self.mistakes: list[str] = []
        self._rules_file = rules_file
        self._acts = {act.id: act for act in acts}
        self._breaks_by_id = {each.id: each for each in breaks}
        self._sets = {each.name: each.phrases for each in sets}

    def indicators(
        self, written: Mapping[str, Iterable[WrittenIndicator]], rules: Iterable[WrittenRule]
    ) -> dict[str, Indicator]:
        """The indicators of each file in order, with all that they and their rules cite."""
        of_indicator: defaultdict[str, list[WrittenRule]] = defaultdict(list)
        for rule in rules:
            of_indicator[rule.indicator].append(rule)
        found = {
            each.id: self._indicator(file, each, of_indicator.pop(each.id, []))
            for file, entries in written.items()
            for each in entries
        }
        self.mistakes += [
            f"{self._rules_file}: [[rule]] {name}: không có chỉ tiêu này" for name in of_indicator
        ]
        return found

    def targets(self, written: Iterable[WrittenTarget]) -> tuple[Target, ...]:
        """The targets, each with the name and the day of its act."""
        found = []
        for each in written:
            where = f"targets.toml: [[target]] {each.indicator}: act"
            act = self._cited(self._acts, each.act, f"{where}: không có văn bản '{each.act}'")
            if act and act.issued_on is None:
                self.mistakes.append(f"{where}: '{each.act}' chưa có issued_on trong acts.toml")
            elif act:
                said = each.model_dump() | {"act": act.number, "issued_on": act.issued_on}
                found.append(Target.model_validate(said))
        return tuple(found)

    def _indicator(
        self, file: str, written: WrittenIndicator, rules: Iterable[WrittenRule]
    ) -> Indicator:
        where = f"{file}: [[indicator]] {written.id}"
        said = written.model_dump(exclude={"breaks", "legal"}, exclude_unset=True)
        said["breaks"] = list(self._breaks(written, f"{where}: breaks"))
        said["legal"] = list(self._legal(written, f"{where}: legal"))
        said["prose"] = [self._prose(written, rule) for rule in rules]
        return Indicator.model_validate(said)

    def _breaks(self, written: WrittenIndicator, where: str) -> Iterable[Break]:
        for cited in written.breaks:
            complaint = f"{where}: không có mốc ngắt chuỗi '{cited.id}'"
            if found := self._cited(self._breaks_by_id, cited.id, complaint):
                yield Break(
                    on=found.on, note_vi=found.note_vi, note_en=found.note_en, linked=cited.linked
                )

    def _legal(self, written: WrittenIndicator, where: str) -> Iterable[LegalBasis]:
        for cited in written.legal:
            if act := self._cited(self._acts, cited, f"{where}: không có văn bản '{cited}'"):
                yield LegalBasis(act=act.number, note_vi=act.note_vi, note_en=act.note_en)

    def _prose(self, indicator: WrittenIndicator, rule: WrittenRule) -> Prose:
        where = f"{self._rules_file}: [[rule]] {rule.indicator}"
        if (rule.stage is not None) != bool(indicator.stages_vi):
            self.mistakes.append(f"{where}: stage: chỉ và luôn có ở chỉ tiêu có stages_vi")
        elif (rule.stage or 0) > len(indicator.stages_vi):
            self.mistakes.append(f"{where}: stage: stages_vi không có bậc {rule.stage}")
        return Prose(
            head=self._phrases(rule.head, f"{where}: head"),
            about=tuple(
                "|".join(self._phrases(group.split("|"), f"{where}: about")) for group in rule.about
            ),
            without=self._phrases(rule.without, f"{where}: without"),
            stage=rule.stage,
        )

    def _phrases(self, written: Iterable[str], where: str) -> tuple[str, ...]:
        found: list[str] = []
        for phrase in written:
            name = phrase.strip()
            if name.startswith(SET):
                complaint = f"{where}: không có nhóm từ '{name}'"
                found += self._cited(self._sets, name.removeprefix(SET), complaint) or (name,)
            else:
                found.append(phrase)
        return tuple(found)

    def _cited(self, known: Mapping[str, T], key: str, complaint: str) -> T | None:
        if key not in known:
            self.mistakes.append(complaint)
        return known.get(key)
