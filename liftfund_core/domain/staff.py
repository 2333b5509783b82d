"""The roles that people have in the campaign, by what they are called."""

from typing import Literal

from liftfund_core.words import N_

Role = Literal["admin", "finance", "entry", "teller", "host", "secretary", "reviewer", "supervisor"]

ROLE_WORDS: dict[Role, str] = {
    "admin": N_("管理员"),
    "finance": N_("财务"),
    "entry": N_("录入员"),
    "teller": N_("计票员"),
    "host": N_("主持人"),
    "secretary": N_("秘书"),
    "reviewer": N_("复核人"),
    "supervisor": N_("监督人"),
}
