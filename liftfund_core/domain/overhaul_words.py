"""What the states, steps and evidence of an overhaul are called on the screen (rules.md 3)."""

from liftfund_core.words import N_

STATE_WORDS: dict[str, str] = {
    "planned": N_("待大修"),
    "surveyed": N_("已勘查报价"),
    "funded": N_("资金到位（50%或垫资）"),
    "contracted": N_("已签合同"),
    "notified": N_("已施工告知"),
    "inspection_applied": N_("已报监督检验"),
    "out_of_service": N_("停梯施工"),
    "self_inspected": N_("自检/校验调试合格"),
    "inspecting": N_("监督检验中"),
    "rectifying": N_("整改"),
    "inspection_passed": N_("检验合格"),
    "handed_over": N_("验收移交"),
    "in_service": N_("已完成大修·恢复使用"),
    "warranty": N_("质保期"),
    "cancelled": N_("已取消大修"),
}

STEP_WORDS: dict[str, str] = {
    **STATE_WORDS,
    "suspended": N_("暂停施工"),
    "resumed": N_("恢复施工"),
    "reopened": N_("退回重做"),
    "cancelled": N_("取消大修"),
}

EVIDENCE_WORDS: dict[str, str] = {
    "funding": N_("资金来源"),
    "contract_no": N_("合同编号"),
    "notice_no": N_("施工告知编号"),
    "date": N_("日期"),
    "application_no": N_("监督检验申请编号"),
    "notice": N_("停梯公告内容"),
    "start": N_("停梯日期"),
    "planned_end": N_("计划完工日期"),
    "report_no": N_("报告编号"),
    "document_no": N_("移交文件编号"),
    "until": N_("质保截止日期"),
    "to": N_("退回到"),
    "reason": N_("原因"),
    "result": N_("检验结论"),
    "registration_change_no": N_("变更登记编号"),
}

WORK_CLASS_WORDS: dict[str, str] = {
    "general_repair": N_("一般修理"),
    "major_repair": N_("重大修理"),
    "alteration": N_("改造"),
}
