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
    "own": ("{name}：{text}", "{name}: {text}"),
    "own-unknown": ("没填", "not filled in"),
    "fact-address": ("本处地址", "Our address"),
    "fact-phone": ("回拨电话", "Our call-back number"),
    "fact-floor": ("楼层", "Floor"),
    "fact-entrance": ("救援入口", "Entrance for rescuers"),
    "fact-muster": ("室外集合点", "Assembly point outside"),
    "fact-hospital": ("最近的医院", "Nearest hospital"),
    "fact-uniform": ("统一话术", "Set line for abnormal calls"),
    "fact-other-line": ("客户备用电话", "Another number for customers"),
    "fact-elsewhere": ("别处办理点", "Where else customers are served"),
    "fact-seats": ("座席", "Seats"),
    "fact-ups-seats": ("停电时保住的电脑", "Computers kept on in a power cut"),
    "ask": ("{name}（{hint}）：", "{name} ({hint}): "),
    "hint-address": ("路、号、楼栋", "street, number, building"),
    "hint-phone": ("打得回来的号码", "on which we are called back"),
    "hint-floor": ("如 4层东侧", "such as 4, east side"),
    "hint-entrance": ("救护车、消防车到哪个门，如 东门", "which gate or door, such as the east gate"),
    "hint-muster": ("全员到哪里点名", "where everybody is counted"),
    "hint-hospital": ("名称、电话", "name, number"),
    "hint-uniform": ("一句话，照着念给骚扰、辱骂的来电人", "one line, read to callers who harass or abuse"),
    "hint-other-line": ("电话不通时客户打哪个", "which one customers ring when our lines are down"),
    "hint-elsewhere": ("本处关闭时客户去哪里办", "where they go when this place is closed"),
    "hint-seats": ("多少席、在哪里", "how many and where"),
    "hint-ups-seats": ("由 UPS 供电的哪几台", "which ones the UPS feeds"),
    "help-id": ("场所编号，见 kit profile list", "profile id, see kit profile list"),
    "minutes": ("{n} 分钟", "{n} min"),
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
    "profile-kept": (
        "{file} 没有改：自动改会动到别的内容。请打开文件手工改。",
        "{file} was not changed: doing so would touch something else in it. Open the file and change it by hand.",
    ),
    "profile-loop": (
        "场所“{profile}”的 extends 绕成了圈。请改正 extends。",
        "Site profile \"{profile}\" extends itself in a circle. Correct its extends.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "profile": ("场所，见 kit profile list", "site profile, see kit profile list"),
}
