"""Which folders belong to a service that copies them elsewhere, told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.ground.base.text import Text

# The whole name of a folder, in lower case: what the services' own installers make.
_NAMES: list[tuple[str, Text]] = [
    (r"onedrive( ?[-(].*)?", Text("OneDrive", "OneDrive")),
    (r"\.?dropbox( ?[-(].*)?", Text("Dropbox", "Dropbox")),
    (
        r"icloud ?drive.*|mobile documents|com~apple~clouddocs|icloudphotos",
        Text("iCloud 云盘", "iCloud Drive"),
    ),
    (r"nutstore( ?files)?.*|我的坚果云|坚果云.*", Text("坚果云", "Nutstore")),
    (
        r"baidu ?(netdisk|syncdisk|yun).*|百度(网盘|云).*|我的百度网盘",
        Text("百度网盘", "Baidu Netdisk"),
    ),
    (r"google ?drive.*|drivefs", Text("Google Drive", "Google Drive")),
    (r"nextcloud.*", Text("Nextcloud", "Nextcloud")),
    (r"owncloud.*", Text("ownCloud", "ownCloud")),
    (r"seafile.*", Text("Seafile", "Seafile")),
    (r"syncthing", Text("Syncthing", "Syncthing")),
    (r"resilio ?sync|btsync", Text("Resilio Sync", "Resilio Sync")),
    (r"wps ?drive|wps ?云盘.*|wps云文档", Text("WPS 云盘", "WPS Cloud")),
    (r"weiyun.*|微云.*|腾讯微云.*", Text("腾讯微云", "Tencent Weiyun")),
    (r"adrive|阿里云盘.*|aliyundrive.*", Text("阿里云盘", "Aliyun Drive")),
    (r"夸克网盘.*|quark ?drive.*", Text("夸克网盘", "Quark Drive")),
    (r"天翼云盘.*|ecloud", Text("天翼云盘", "China Telecom Cloud")),
    (r"pcloud ?drive|pclouddrive", Text("pCloud", "pCloud")),
    (r"mega|megasync.*", Text("MEGA", "MEGA")),
    (r"box|box sync", Text("Box", "Box")),
    (r"yandex\.?disk", Text("Yandex Disk", "Yandex Disk")),
    (r"cloudstorage", Text("云盘", "a cloud drive")),
]
# One of these stands in every name that a pattern above fits: most folders have none, and to
# compile the patterns costs a bare start.
_TELLING = (
    "drive", "dropbox", "icloud", "mobile documents", "clouddocs", "nutstore", "坚果云", "baidu",
    "百度", "nextcloud", "owncloud", "seafile", "syncthing", "resilio", "btsync", "wps", "weiyun",
    "微云", "阿里云盘", "夸克网盘", "天翼云盘", "ecloud", "mega", "box", "yandex", "cloudstorage",
)  # fmt: skip
# Files that a service's program leaves in the folder it copies.
MARKS: dict[str, str] = {
    ".dropbox": "dropbox",
    ".dropbox.cache": "dropbox",
    ".stfolder": "syncthing",
    ".nextcloudsync.log": "nextcloud",
    ".owncloudsync.log": "owncloud",
    ".seafile-data": "seafile",
    ".tmp.drivedownload": "google drive",
    ".tmp.driveupload": "google drive",
}


def service_of(names: Iterable[str]) -> Text | None:
    """The service that one of the folder ``names`` belongs to; ``None`` when none is known.
    A telling name wins over the general one that macOS puts above it."""
    found: Text | None = None
    for name in names:
        plain = name.strip().lower()
        if not any(word in plain for word in _TELLING):
            continue
        for pattern, service in _NAMES:
            if re.fullmatch(pattern, plain):
                if service.en != "a cloud drive":
                    return service
                found = found or service
    if found is not None:
        for name in names:  # ~/Library/CloudStorage/OneDrive-Company and the like
            head = service_of([re.split(r"[-(]", name)[0]]) if "-" in name else None
            if head is not None and head.en != "a cloud drive":
                return head
    return found
