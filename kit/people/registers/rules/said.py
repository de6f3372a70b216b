"""How times are said in a caller's line: clock times, days, parts of the day, spans, and words that
name a time without saying which (月底, 下班前, end of day). Ordinary words that only share a
character with them (重点, 账号, 及时) are none.
"""

from __future__ import annotations

_NUM = (
    r"(?:\d+(?:\.\d+)?|[零〇一二两俩三四五六七八九十百]+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)(?=\s))"
)
_ONE = "[零〇一二两三四五六七八九十]"
_HOUR = rf"(?:(?<!\d)\d{{1,2}}|(?<!{_ONE}){_ONE}{{1,3}})"
PART = (
    r"(?:凌晨|清晨|清早|大早|一早|早晨|早上|上午|中午|正午|晌午|午间|下午|午后|傍晚|晚上|晚间|夜里"
    r"|半夜|午夜|(?<=[今明])[早晚]"
    r"|(?<![最太很越不较])[早晚](?=\d{1,2}[点:]|[一二三四五六七八九十]{1,3}点)"
    r"|(?<![a-z])(?:in the )?(?:morning|afternoon|evening)(?![a-z])"
    r"|(?<![a-z])(?:noon|midday|midnight|tonight)(?![a-z]))"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![a-z])"
)
_M, _D = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_HAND = (
    rf"(?:\d{{1,2}}\s*[:;点时]|\d{{1,2}}(?:[:.]\d\d)?\s*[ap]\.?m|{_ONE}{{1,3}}点|{PART}"
    r"|(?:a )?(?:quarter|half) )"
)
_ON = rf"(?=[\s,，;；的]*(?:at )?{_HAND})"
_CN_DAY = rf"(?<![{_ONE[1:-1]}第])[一二三四五六七八九十廿]{{1,3}}"
_OF = rf"(?:(?=$|[\s上下早晚中凌前之以的回再给\d,，。]|{_ONE}{{1,3}}点)|{_ON})"
_COUNTED = (
    r"(?!\s*(?:[分个点时天元人日号周月年块次折岁楼层台部%]|小时|工作日|自然日"
    r"|(?:min|hour|hr|day|week|working|business|calendar|[hm](?![a-z]))))"
)
FEAST = (
    r"(?:元旦|圣诞节?|平安夜|国庆节?|五一|劳动节|双十[一二]|春节|除夕|清明节?|端午节?|中秋节?"
    r"|重阳节?|元宵节?|小年|冬至|腊八节?|三八节|妇女节|儿童节|六一|七夕|过年|新年"
    r"|(?:农历)?(?:正月|冬月|腊月)(?:初|廿)?[一二三四五六七八九十]{1,3}|(?:大年)?初[一二三四五六七八九十]"
    r"|(?<![a-z])(?:after |before )?(?:new year'?s? ?(?:day|eve)?|christmas(?: day| eve)?"
    r"|xmas(?: day| eve)?|boxing day|good friday|halloween|labou?r day|national day"
    r"|(?:spring|mid-autumn|dragon boat|lantern)(?: festival)?|qingming|lunar new year"
    r"|chinese new year|(?:the )?holidays?|thanksgiving|easter)(?![a-z]))(?:假期?|当天|那天)?"
)
PAST = (
    r"(?:昨[天日晚夜]?(?!\w*天线)|大?前[天晚日](?=$|[^后])|上个?(?:周|星期|礼拜)[一二三四五六日天末]?"
    r"|上个?月(?:\d{1,2}[日号])?|刚才|(?<![a-z])(?:yesterday|last (?:night|week|month|year"
    rf"|{WEEKDAY}))(?![a-z]))"
)
VAGUE = (
    r"(?:[\u4e00-\u9fff]{0,6}?后第[一二三四五\d]个?(?:工作日|天)|(?:下一?个?|次一?个?)工作日"
    r"|(?:上|下|交|换|接)班(?:之?前|之?后|以[前后]|时)|(?:放假|开学|收假|开工|复工|午饭|晚饭|饭)"
    r"(?:之?前|之?后|以[前后])|(?<!\w节)节(?:假日)?(?:前|后)(?=$|[\s\d上下早晚再前之以回给])"
    r"|改天|改日|过几[天日]|过[一两]天|这[一两几]天|[一两]两?天(?=内|之)|今明两?天|近[日期]"
    rf"|[上中下]旬|季度?末|下个?季度|明年(?!\s*\d{{1,2}}月)|(?<![a-z\d])t\s?\+\s?\d{{1,2}}(?!\d)"
    r"|外后天|大大后天"
    r"|(?<![a-z])(?:(?:by |at )?(?:the )?(?:end of (?:the |this |next )?(?:day|week|month|year"
    r"|quarter|business|shift)|(?:day|week|month|year)[ -]end|close of (?:business|play)|eod|cob"
    r"|eow|eom)|first thing|(?:after|before|at) (?:lunch|dinner|work|the shift|close|closing)"
    r"|(?:the |this |next )?weekend|(?:in |within )?(?:a )?(?:couple of|few) (?:hour|day|week)s?"
    rf"|(?:{WEEKDAY}|tomorrow) week|next (?:year|quarter)|(?:early|mid|late)[ -]{_MONTH}"
    r"|(?:(?:the )?(?:first|last) (?:working |business )?day|\d{1,2}(?:st|nd|rd|th)) of"
    r" (?:the |this |next )?(?:month|week|year)|midweek|(?:a )?fortnight|overmorrow"
    rf"|{WEEKDAY} after next"
    r"|within the (?:hour|day|week)|(?:the )?next (?:business|working) day|shortly|\d{1,2}ish"
    r"|in the next (?:hour|day|week|few (?:hours|days))"
    rf"|(?!mar|may){_MONTH}(?![.\s]*\d))(?![a-z]))"
)
_PLAIN_DAY = (
    r"(?:今[天日]|今(?=[早晚])|明后[天日]?|明[天日]|明(?=[早晚])|大?后[天日]|[次翌隔当]日"
    rf"|[隔当第]二?天(?=$|[\s上下早晚中前\d,，]|{_ONE}{{1,3}}点)"
    r"|下下?个?(?:周|星期|礼拜)(?:[一二三四五六日天末]{1,3}|[1-7](?![\d:;.点时]))?(?!期)"
    r"|(?:这|本)个?(?:周|星期|礼拜)(?:[一二三四五六日天末]{1,3}|[1-7](?![\d:;.点时]))?(?!期)"
    r"|(?:周|星期|礼拜)[一二三四五六日天末]{1,3}(?![\u4e00-\u9fff]?期)"
    rf"|(?:下个?|本)月(?:{_D}[日号]|{_CN_DAY}[日号]|初|底|中)?|明年\s*{_M}月(?:{_D}[日号]?)?"
    r"|(?:月[初底末中]|年[底末]|[年节][前后])(?![^\x00-\x7f](?<![前之以回再答联给致打，。；]))"
    r"|(?<![a-z])(?:today|(?:the )?day after tomorrow|tomorrow|tmrw?"
    rf"|(?:next|this|on) (?:week|month|{WEEKDAY})|{WEEKDAY})(?![a-z]))"
)
DAY = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|(?<!\d)20\d{2}[01]\d[0-3]\d(?=\s)"
    rf"|(?<![\d.])\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]?"
    r"|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[日号]?"
    rf"|(?<![\d.])\d{{1,2}}月(?:[上中下]旬|[初底末中]|份?(?:{_ON}|(?=\s*$)))"
    rf"|(?<![\d.:/-]){_M}\.{_D}\s*[-~到至]\s*{_M}\.{_D}(?![\d.])"
    rf"|(?<![\d.:/-]){_M}\.{_D}(?![\d.])(?:\s*[日号]{_OF}|{_ON})"
    rf"|(?<![\d/.:-])\d{{1,2}}[-/]\d{{1,2}}(?![\d/.:-]){_COUNTED}"
    rf"|(?<![\d第])\d{{1,2}}[日号]{_OF}|{_CN_DAY}[日号]{_OF}"
    rf"|(?<![a-z\d])(?:on )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]?{_MONTH}(?:,? 20\d\d)?"
    rf"|(?<![a-z])(?:on )?{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])(?:,? 20\d\d)?"
    r"|(?<![a-z])(?:on )?the \d{1,2}(?:st|nd|rd|th)(?![a-z])"
    rf"|(?<![a-z\d])\d{{1,2}}(?:st|nd|rd|th)(?:{_ON}|(?=\s*$))"
    rf"|{FEAST}|{_PLAIN_DAY}|(?<![^\s,，;；])[\u4e00-\u9fff]{{1,4}}[日节假庆][前后]?{_ON})"
)
CLOCK = (
    rf"(?:(?:{_HOUR}\s*(?:-|~|到|至)\s*(?=\d|{_ONE}))?(?:"
    r"(?<![\d.:])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m(?![a-z])\.?"
    r"|(?<![\d.:])\d{1,2}\s?[:;]\s?\d{2}(?::\d{2})?(?![\d:])"
    r"|(?<![\d.:])\d{1,2}。\d{2}(?!\d)"
    rf"|(?<!第)(?!(?<=[快慢早晚有差多少大小高低好会])一点){_HOUR}点"
    rf"(?:钟|整|半|[一二三123]刻|过?{_HOUR}分?)?(?!建议|意见|问题|要求|疑问|内容)"
    rf"|(?<!第){_HOUR}时(?:半|整|{_HOUR}分?)?(?![间候段限效刻代髦])"
    r"|(?<![\d.])\d{1,2} o'?clock)"
    r"|(?<![a-z])(?:a )?(?:quarter|half|\d{1,2}|five|ten|twenty|twenty-five)"
    r"(?: min(?:ute)?s?)? (?:past|to) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)(?![a-z\d:]))"
)
SPAN = (
    rf"(?:(?:(?<![a-z])in |(?<![a-z])within |过|再过)?(?:{_NUM}\s*(?:-|~|到|至)\s*)?{_NUM}\s*"
    r"(?:个?半?(?:小时|钟头|工作日|自然日|星期|礼拜)|个半?月|个钟|分半?钟|分(?=$|[\s后内之])|刻钟?|秒钟?"
    r"|天半?|日内|周(?=$|[\s内之以后左])|年(?=[内之以后])"
    r"|\s?(?:min(?:ute)?s?|hours?|hrs?|(?:working |business |calendar )?days?|weeks?|months?|wd"
    r"|h|(?-i:m))(?![a-z]))半?"
    r"|半个?(?:小时|钟头|钟|天|月|年)|(?<![a-z])(?:in |within )?(?:half an hour"
    r"|an hour(?: and a half)?|a quarter|a (?:day|week|month))(?![a-z])|[几两]三?天(?=[内之以后]))"
    r"(?:之内|以内|内|之后|以后|后|左右|\s?from (?:now|today|tomorrow)|\s?later)?"
)
BARE = rf"(?<![^\s,，;；])(?:{_M}[0-3]\d|{_D})(?=[\s,，;；的]){_ON}"  # before a clock
END = r"(?:之内|以内|内|之前|以前|前|之后|以后|后|起|左右|\s?sharp)?"
JOIN = r"\s*(?:的|[,，;；、()（）]|on|at|or|and|或者?|和|及|到|至|-|~|/|当天|那天)?\s*(?:at )?"
SOON = (
    r"尽快|尽早|及早|马上|立即|立刻|稍后|晚点|晚些|一会儿?|待会儿?|过会儿?|等会儿?|回头|随时|有空"
    r"|asap|as soon as possible|soon|later|at once"
)
SINCE = (
    r"(?:之?前|以?内)?(?:再|给|就)?(?:我|你|您)?(?:回电话?|回复|回访|回话|回|答复|联系|致电|去电|再打|打)?"
    r"(?:他|她|客户|本人|[)）])?[\s。.!！,，]*$"
)
LEAD = (
    r"(?:^|(?<=[\s,，;；、。]))(?:答应|承诺|约好|约定|约|说好|定于|定在|最晚|最迟|不晚于|在|于|到"
    r"|by|at|before|until|on|promised)\s*$"
)
PIECE = "|".join(
    f"(?P<{sort}>{pattern})"
    for sort, pattern in (
        ("past", PAST), ("vague", VAGUE), ("day", DAY), ("clock", CLOCK), ("span", SPAN),
        ("part", PART), ("bare", BARE),
    )
)  # fmt: skip
