"""Why an estate file does not open or cannot be read: what DuckDB says, as the sentence that staff read."""

import re
from pathlib import Path

import duckdb

from liftfund_core.errors import StoreError
from liftfund_core.words import N_

NO_ESTATE_FILE = N_("{path} 不是电梯大修看板的数据文件；请用 --db 指明正确的文件。")
_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


class FileHeld(StoreError):
    """Another process has the estate file open."""


def why_not(path: Path, error: Exception) -> StoreError:
    """What DuckDB or the system said of a file, as the sentence that staff read."""
    reason = str(error)
    holder = re.search(r"PID (\d+)", reason)
    if "Could not set lock" in reason or "already open" in reason or "being used by another" in reason:
        return FileHeld(
            N_("数据文件 {path} 正被另一个进程使用（PID {pid}）；请先停止它，或等它结束后再试。"),
            path=path,
            pid=holder.group(1) if holder else "?",
        )
    if "Permission denied" in reason or "Read-only" in reason:
        return StoreError(N_("没有写入 {path} 的权限；请检查该文件夹的权限，或把文件移到可写的位置。"), path=path)
    if "not a valid DuckDB database file" in reason:
        return StoreError(NO_ESTATE_FILE, path=path)
    if "newer version" in reason or "storage version" in reason.lower():
        return StoreError(N_("数据文件 {path} 由更新的版本写成；请先升级本程序再打开。"), path=path)
    return StoreError(
        N_("数据文件 {path} 打不开，可能已损坏；请保留原文件（连同 .wal），用 restore 恢复最近的备份。"),
        path=path,
    )


def is_damage(error: duckdb.Error) -> bool:
    """Whether the file itself is at fault, and not a question that was put to it."""
    return isinstance(error, _DAMAGE) or "Corrupt" in str(error)
