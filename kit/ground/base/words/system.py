"""What the operating system says of a file, in Chinese: it says it in English."""

import errno
import os

SAID: dict[str, str] = {
    "ENOENT": "没有这个文件或文件夹",
    "EACCES": "没有权限",
    "EPERM": "系统不允许",
    "EISDIR": "这是文件夹，不是文件",
    "ENOTDIR": "这是文件，不是文件夹",
    "EEXIST": "同名的文件已经有了",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘配额已用完",
    "EROFS": "磁盘只能读，不能写",
    "EIO": "磁盘读写出错",
    "EFBIG": "文件太大",
    "EMFILE": "打开的文件太多",
    "ENFILE": "系统打开的文件太多",
    "ELOOP": "链接绕成了圈",
    "ENAMETOOLONG": "名字太长",
    "ENOTEMPTY": "文件夹不是空的",
    "EBUSY": "正被别的程序占用",
    "EINVAL": "系统不接受这样的文件",
    "ESTALE": "文件夹已不在原处",
    "EXDEV": "在另一个磁盘上",
    "ETIMEDOUT": "等不到回应",
    "ENODEV": "没有这个设备",
    "ENXIO": "没有这个设备",
    "EILSEQ": "内容不是本程序写的",
}


def in_chinese(said: str) -> str:
    """The system's own words in Chinese; what is not known stays as it is."""
    for name, text in SAID.items():
        number = getattr(errno, name, None)
        if number is not None and said.strip() == os.strerror(number):
            return text
    return said
