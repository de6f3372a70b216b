"""Sentences about codes that a phone reads."""

WORDS: dict[str, tuple[str, str]] = {
    "small": ("窗口太小，放不下二维码：请放大，或用 --png", "The window is too small for a code: make it larger, or use --png"),
    "hint": ("用手机相机或“扫一扫”对准，复制后发送。", "Point a phone's camera at it, copy the words, send them."),
    "back": ("Esc 返回", "Esc goes back"),
    "keys": ("i 反色（扫不出时）  Esc 返回", "i inverts it (if it does not scan)  Esc goes back"),
    "keys-more": ("回车 下一页  b 上一页  i 反色（扫不出时）  Esc 返回", "Enter next page  b back one  i inverts it  Esc goes back"),
    "ask": ("哪一段做成二维码：", "Which words as a QR code:"),
    "of-report": ("报告：{part}", "Report: {part}"),
    "of-say": ("{who}：{title}", "{who}: {title}"),
    "of-contact": ("联系人：{who}", "Contact: {who}"),
    "title-text": ("文字", "Text"),
    "paste": ("输入或粘贴文字，最后单独一行打一个英文句点（.）结束：", "Type or paste the words; end them with a line that holds a single full stop (.):"),
    "page": ("第{n}页，共{of}页：", "Page {n} of {of}:"),
    "saved": ("已写入 {file}", "Written: {file}"),
    # ---- help
    "help": ("用手机带走文字：终端里显示二维码", "take words away on a phone: QR codes in the terminal"),
    "help-report": ("突发事件报告的要点，发消息用；全文见 kit report", "the report to superiors in brief, for a message; whole: kit report"),
    "help-say": ("对员工、客户、领导或媒体的话", "the words for staff, customers, leaders or media"),
    "help-contact": ("联系人名片：扫一下就存进手机通讯录", "a contact's card: a phone's address book takes it"),
    "help-who": ("姓名、岗位或编号，见 kit contact list", "a name, a post or an id, see kit contact list"),
    "help-text": ("任何文字；不写或写 - 就读标准输入", "any text; nothing or - reads standard input"),
    "help-words": ("要显示的文字", "the words to show"),
    "help-script": ("哪一段，见 kit say", "which words, see kit say"),
    "help-png": ("写成图片，多页时为 NAME-1.png、NAME-2.png", "write pictures; several are NAME-1.png, NAME-2.png"),
    "help-invert": ("反色：浅色背景的终端扫不出时用", "invert: where a terminal with a light ground does not scan"),
}

REFUSED: dict[str, tuple[str, str]] = {
    "qr-empty": ("没有文字可做成二维码。", "There are no words to make a code of."),
    "qr-long": ("文字太长（{n} 字，最多 {most} 字）。请分开发，或用文件。", "The text is too long: length {n}, at most {most}. Send it in parts, or as a file."),
    "qr-room": ("一个二维码放不下：名片只能整张扫。请缩短名称，或用 --png。", "One code does not hold it, and a card cannot be read in parts. Shorten the name, or use --png."),
    "qr-none": ("这里没有现成的话（{text}）。", "There are no ready words for this ({text})."),
}
