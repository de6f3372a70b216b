"""Sentences about kinds of site."""

WORDS: dict[str, tuple[str, str]] = {
    "help": ("场所：列出、查看、选用", "site profiles: list, show, use"),
    "help-list": ("列出所有场所", "list all site profiles"),
    "help-show": (
        "查看场所的岗位、电话和分钟数（默认当前场所）",
        "show a profile's roles, numbers and minutes (default: the one in use)",
    ),
    "help-use": ("以后都用这个场所", "use this profile from now on"),
    "help-own": (
        "本处的地址和电话：写一次，每张清单、话术和报告都有",
        "this place's address and number: told once, in every list, script and report",
    ),
    "help-address": ("地址，照着念给 119、110、120", "the address, as it is read out to 119, 110, 120"),
    "help-phone": ("本处能打回来的电话", "a number on which this place is called back"),
    "own-address": ("地址：{text}", "Address: {text}"),
    "own-phone": ("电话：{text}", "Number: {text}"),
    "own-unknown": ("没填", "not filled in"),
    "help-id": ("场所编号，见 kit profile list", "profile id, see kit profile list"),
    "minutes": ("{n}分钟", "{n} min"),
    "ours": ("自定", "our own figure"),
    "in-use": ("当前", "in use"),
    "types": ("会遇到：{types}", "Meets: {types}"),
    "roles": ("岗位", "Roles"),
    "absent": ("没有的岗位：{roles}", "Roles this site does not have: {roles}"),
    "figures": ("分钟数", "Minutes"),
    "standin": ("替补：{role}", "stand-in: {role}"),
    "used": ("以后的事件都用场所“{title}”（{profile}）。", "From now on incidents use the profile {title} ({profile})."),
    "ignored": (
        "注意：{names} 没有读，文件名不以 .toml 结尾（Windows 会藏起最后的 .txt）。",
        "Note: {names} not read, the name does not end in .toml (Windows hides a last .txt).",
    ),
    "overridden": (
        "注意：环境变量 KIT_PROFILE={profile}，它优先。",
        "Note: the environment variable KIT_PROFILE={profile} comes first.",
    ),
}

REFUSED: dict[str, tuple[str, str]] = {
    "profile-unknown": (
        "没有场所“{profile}”。可选：{names}",
        "There is no site profile \"{profile}\". Choose: {names}",
    ),
    "profile-twice": (
        "场所“{profile}”有两个文件：{names}，不知道该用哪个。请核对后留下一个，另一个移出文件夹。",
        "There are two files of the site profile \"{profile}\": {names}. Which one counts cannot be told: compare them, keep one, move the other out of the folder.",
    ),
    "profile-named": (
        "场所“{profile}”的文件名不对：{file}。请改成以 .toml 结尾（Windows 会藏起最后的 .txt）。",
        "The file of the site profile \"{profile}\" is misnamed: {file}. Rename it to end in .toml (Windows hides a last .txt).",
    ),
    "profile-loop": (
        "场所“{profile}”的 extends 绕成了圈。请改正 extends。",
        "Site profile \"{profile}\" extends itself in a circle. Correct its extends.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "profile": ("场所，见 kit profile list", "site profile, see kit profile list"),
}
