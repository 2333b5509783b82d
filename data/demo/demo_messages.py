"""Made-up messages of the demo estate: no name, no room, no number; what became of each, and what still waits."""

from typing import NamedTuple


class Message(NamedTuple):
    """A message, the day it came, and the decision of the next morning ("" while it waits)."""

    day: str
    kind: str
    building: str
    from_who: str
    source: str
    text: str
    verdict: str
    changed: str


MESSAGES = (
    Message("2023-07-10", "blessing", "2", "resident", "desk", "电梯又快又稳，老人下楼不用发愁了。", "pinned", ""),
    Message("2023-07-10", "suggestion", "5", "owner", "phone", "希望每月公示一次维保记录。", "approved", ""),
    Message("2023-07-10", "blessing", "1", "resident", "phone", "感谢各位楼门长挨家挨户跑腿！", "approved", ""),
    Message("2023-07-11", "suggestion", "6", "owner", "phone", "顶层漏雨的事，也按这个办法商量着办。", "approved", ""),
    Message("2023-07-11", "suggestion", "3", "resident", "desk", "地下车库入口请加一盏灯。", "approved", ""),
    Message("2023-07-11", "blessing", "4", "owner", "phone", "愿咱们小区越来越好。", "approved", ""),
    Message(
        "2023-07-11",
        "suggestion",
        "",
        "merchant",
        "desk",
        "底商这边电动车停得太乱了，消防通道都快堵上了，希望物业能管一管，划出停车的地方来。",
        "edited",
        "请划出电动车位，\n把消防通道让出来。",
    ),
    Message("2023-07-12", "blessing", "", "merchant", "phone", "街坊齐心，日子更顺心！", "approved", ""),
    Message("2023-07-12", "suggestion", "1", "owner", "phone", "上下水改造，盼着早日商量。", "approved", ""),
    Message("2023-07-12", "suggestion", "4", "resident", "phone", "测试测试", "withdrawn", ""),
    Message("2023-07-12", "blessing", "3", "owner", "phone", "账目天天公布，交钱交得踏实。", "approved", ""),
    Message("2023-07-14", "blessing", "6", "resident", "phone", "推婴儿车出门，再也不用爬楼了。", "", ""),
    Message("2023-07-14", "suggestion", "2", "owner", "phone", "轿厢里能不能装个小风扇？", "", ""),
    Message("2023-07-14", "suggestion", "5", "resident", "desk", "建议在单元门口贴上维保电话。", "", ""),
)
