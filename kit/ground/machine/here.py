"""What the machine itself tells: the time, its own start, the language, who sits at it.

The light half of ``clock`` and ``context``: standard library only, because the front door reads it
before anything else is imported (``datetime`` alone costs a sixth of a bare start).
"""

import os
import sys
import time


def tick() -> float:
    """Seconds since the machine's start, counting through sleep."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "win32":
        import ctypes

        return float(ctypes.windll.kernel32.GetTickCount64()) / 1000
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def wall() -> float:
    """Seconds since 1970 by the system's clock, for waits that end at a time of day."""
    return time.time()


_boot = ""


def boot_id() -> str:
    """Eight characters that change when the machine starts anew."""
    global _boot
    if not _boot:
        try:
            fd = os.open("/proc/sys/kernel/random/boot_id", os.O_RDONLY)
            try:
                _boot = os.read(fd, 8).decode("ascii")
            finally:
                os.close(fd)
        except OSError:
            _boot = f"{int((time.time() - tick()) / 60):08x}"[-8:]
    return _boot


def machine() -> str:
    """Twelve characters that tell this computer from others, of the id that its system keeps; ""
    where it keeps none. ``KIT_MACHINE`` names one whose id was cloned with its disk."""
    named = os.environ.get("KIT_MACHINE", "")
    if named:
        return "".join(filter(str.isalnum, ascii(named)))[:12]
    if sys.platform == "linux":
        for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
            try:
                fd = os.open(path, os.O_RDONLY)
            except OSError:
                continue
            try:
                return os.read(fd, 12).decode("ascii", "replace").strip()
            finally:
                os.close(fd)
        return ""
    try:
        return _windows_id() if sys.platform == "win32" else _mac_id()
    except (OSError, AttributeError):
        return ""


def _windows_id() -> str:
    import winreg

    root = getattr(winreg, "HKEY_LOCAL_MACHINE")  # noqa: B009
    open_key, value = getattr(winreg, "OpenKey"), getattr(winreg, "QueryValueEx")  # noqa: B009
    with open_key(root, r"SOFTWARE\Microsoft\Cryptography") as key:
        return str(value(key, "MachineGuid")[0]).replace("-", "")[:12]


def _mac_id() -> str:
    import ctypes

    found, patience = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(1, 0)
    failed = ctypes.CDLL(None).gethostuuid(found, ctypes.byref(patience))
    return "" if failed else found.raw.hex()[:12]


def stamp() -> str:
    """Now as the log writes it: ``2026-11-21T21:04:05.678+08:00``, always 29 characters; "" where
    the local offset is not a whole number of minutes, or the clock is centuries ahead."""
    try:
        milli = time.time_ns() // 1_000_000
    except OverflowError:
        return ""
    local = time.localtime(milli // 1000)
    minutes, odd = divmod(abs(local.tm_gmtoff), 60)
    if odd:
        return ""
    sign = "-" if local.tm_gmtoff < 0 else "+"
    wall = time.strftime("%Y-%m-%dT%H:%M:%S", local)
    return f"{wall}.{milli % 1000:03d}{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def changes_near() -> bool:
    """Whether the zone's offset changes within some hours of now: a time may then come twice."""
    now = time.time()
    offset = time.localtime(now).tm_gmtoff
    return any(time.localtime(now + off).tm_gmtoff != offset for off in (-9000, 9000))


def language(named: str = "") -> str:
    """``zh`` or ``en``: named, ``KIT_LANG``, or the locale's; Chinese where it says nothing."""
    named = named or os.environ.get("KIT_LANG", "")
    if named:
        return "en" if named.lower().startswith("en") else "zh"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "en" if value.lower().startswith("en") else "zh"
        if value:
            return "zh"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x09:
            return "en"
    return "zh"


def who() -> str:
    """Who is at the keyboard, as the environment says; not cleaned yet."""
    env = os.environ
    return env.get("KIT_BY") or env.get("USER") or env.get("USERNAME") or "-"
