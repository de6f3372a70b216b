"""One writing for what is said alike: traditional characters as simplified ones, and the small
words of Cantonese and other speech as those of the standard language. Whoever types as he speaks is
then understood by what was learnt from everybody.
"""

from __future__ import annotations

import re

# Characters in pairs of one place: how each is written in traditional and in simplified script.
_TRADITIONAL = (
    "丟並亂佈佔併來侷係倆倉個們側傘備傢傳債傷價儀儘償優儲兇兌兒內兩冊凈凍別刪則剋剛劃劇劑勁動務"
    "勞勸匯區協卻卽厠厤厲員唸問啓啞啟喚喫單嗆嗎嗚嘔嘩嘮嘯噁噝噠噴噹嚇嚨嚮嚴國圍園圖團垻埰執報場"
    "塊塵墊墜墻壓壞壩壺夠夾奪奬婦媽嬰孃孫學寀實審寫寬寶將專尋對導屜層屬峯崗嵗師帳帶幣幫幹幾庫廁"
    "廂廚廠廣廳弔張強彆彈彎彔彙徑從復悶惡愛態慘應懞懟懷懸戲戶捨捲掃掄掛採揚換揮損搖搶撐撥撫撲撿"
    "擁擊擋據擠擰擱擺擾攔攝攤敎敗敵數斬斷昇時暈曆曉曏曬書會朮東枴柺査桿條棄棟業極榦槍槓樁樂樓標"
    "樣樹橋機橫檔檢檯檻櫃欄權歲歷歸殘殭殺殻殼毆氣汙決沒沖況洩涼淚淨淩減測湧湯準溝溫溼滅滙滲滾滿"
    "漢漬漲潑潔潰澆濃濕濛濺瀉灑災為烏無煙煩熱燈燒燙營燭燻爐爛爲爺牆牽狀獃獎獨現環產産畫異畵當疊"
    "痠瘋瘓癇癡癢癥癱癲發盃盜盡監盤眞眾睏睜矇確碼磚礦禍禮稅種稱積穩窩窪竄竈竊筆箇節簽簾籠籤籬糞"
    "糧糰糾紀約紅紋納紙級紮細終組絆結絕絞絡給絨統絲絶綁綑經綠綫維網綴綵緊緑緒線練縣縫縮縴總績織"
    "繞繩繫繳繼續纍纏纔纖纜罵罷羣習翫翹聞聯聲職聽聾脅脈脣脩脫腦腫腳膚膠臉臟臺與舉舘萬葉葯蒐蓆蓋"
    "薦藍藥處虛號蟲衆術衕衚衛衝裏補裝裡製複襬覈見規視親覺觀觸訂計訊討訓託記訪設許訴診註証詐評詞"
    "詢試話該誌認語誤說説誰課調談請論諮諾講謝謠謡譁證識譜譟議護讀變讓豬貓負財貨責貴買貸費貼資賊"
    "賠賣質賬賭賴購賽贏趕蹤車軋軟載輕輛輪輸輿轉轎轟辦農迴這連週進遊運過達遙遞遠適遲遷選遺還邊邏"
    "郵鄰醫釋釘針釣釦鈅鈔鈕鈡鈴鉆銀銅銷鋪鋸鋼錄錘錢錯録錶鍋鍬鍵鍼鍾鎖鎚鎭鎮鏇鏈鏡鐘鐵鑰鑽長門閃"
    "閉開閑閒間閘閤閥閨闆闇闖關陞陣陸陽隊階隨險隱隻雙雜雞離難雲電霧靈靜鞦韆響頁頂項順須預領頭頸"
    "頻題額顏顔願類顧顯風颱颳飄飆飛飯飲養餘館餬餵馬駕駡騎騙騷驗驚驟髏髒體髮鬆鬍鬚鬥鬧鬨鬱魚鳴鷄"
    "鹽麥麪麫麵麼黃點黨黴鼕齊齣龍後乾於著瞭夥徵跶"
)
_SIMPLE = (
    "丢并乱布占并来局是俩仓个们侧伞备家传债伤价仪尽偿优储凶兑儿内两册净冻别删则克刚划剧剂劲动务"
    "劳劝汇区协却即厕历厉员念问启哑启唤吃单呛吗呜呕哗唠啸恶咝哒喷当吓咙向严国围园图团坝采执报场"
    "块尘垫坠墙压坏坝壶够夹夺奖妇妈婴娘孙学采实审写宽宝将专寻对导屉层属峰岗岁师帐带币帮干几库厕"
    "厢厨厂广厅吊张强别弹弯录汇径从复闷恶爱态惨应蒙怼怀悬戏户舍卷扫抡挂采扬换挥损摇抢撑拨抚扑捡"
    "拥击挡据挤拧搁摆扰拦摄摊教败敌数斩断升时晕历晓向晒书会术东拐拐查杆条弃栋业极干枪杠桩乐楼标"
    "样树桥机横档检台槛柜栏权岁历归残僵杀壳壳殴气污决没冲况泄凉泪净凌减测涌汤准沟温湿灭汇渗滚满"
    "汉渍涨泼洁溃浇浓湿蒙溅泻洒灾为乌无烟烦热灯烧烫营烛熏炉烂为爷墙牵状呆奖独现环产产画异画当叠"
    "酸疯痪痫痴痒症瘫癫发杯盗尽监盘真众困睁蒙确码砖矿祸礼税种称积稳窝洼窜灶窃笔个节签帘笼签篱粪"
    "粮团纠纪约红纹纳纸级扎细终组绊结绝绞络给绒统丝绝绑捆经绿线维网缀彩紧绿绪线练县缝缩纤总绩织"
    "绕绳系缴继续累缠才纤缆骂罢群习玩翘闻联声职听聋胁脉唇修脱脑肿脚肤胶脸脏台与举馆万叶药搜席盖"
    "荐蓝药处虚号虫众术同胡卫冲里补装里制复摆核见规视亲觉观触订计讯讨训托记访设许诉诊注证诈评词"
    "询试话该志认语误说说谁课调谈请论咨诺讲谢谣谣哗证识谱噪议护读变让猪猫负财货责贵买贷费贴资贼"
    "赔卖质账赌赖购赛赢赶踪车轧软载轻辆轮输舆转轿轰办农回这连周进游运过达遥递远适迟迁选遗还边逻"
    "邮邻医释钉针钓扣钥钞钮钟铃钻银铜销铺锯钢录锤钱错录表锅锹键针钟锁锤镇镇旋链镜钟铁钥钻长门闪"
    "闭开闲闲间闸合阀闺板暗闯关升阵陆阳队阶随险隐只双杂鸡离难云电雾灵静秋千响页顶项顺须预领头颈"
    "频题额颜颜愿类顾显风台刮飘飙飞饭饮养余馆糊喂马驾骂骑骗骚验惊骤髅脏体发松胡须斗闹哄郁鱼鸣鸡"
    "盐麦面面面么黄点党霉冬齐出龙后干于着了伙征摔"
)
# Single characters, then words of which the characters mean something else alone.
_SPOKEN = (
    "咋=怎么 勿=不 俺=我 恁=你 侬=你 伊=他 佢=他 冇=没 喺=在 嚟=来 "
    "嘅=的 咗=了 啲=些 嘢=东西 嗰=那 攞=拿 揾=找 搵=找 睇=看 唔=不 "
    "咁=这么 瞓=睡 嗌=喊 揸=拿 畀=给 俾=被 焗=闷 掟=扔 瘆=吓 焫=烫 "
    "淥=烫 冧=倒"
)
_SAID = (
    "佢哋=他们 我哋=我们 你哋=你们 边度=哪里 点解=为什么 点样=怎么 咩事=什么事 "
    "呢度=这里 嗰度=那里 打嚟=打来 埋嚟=过来 啱啱=刚刚 而家=现在 阿拉=我们 "
    "啥子=什么 啷个=怎么 咋个=怎么 咋整=怎么办 莫得=没有 么得=没有 没得=没有 "
    "木有=没有 嬢嬢=阿姨 娭毑=奶奶 黐线=疯 癫佬=疯子 差人=警察"
)
# English words that are said for one another where something happens, and hurried spellings.
_ENGLISH = (
    "thru=through n=and u=you ppl=people pls=please plz=please w=with wifi=internet pc=computer "
    "pcs=computer comp=computer elevator=lift elevators=lift cops=police fella=man bloke=man "
    "guy=man lad=man dude=man lady=woman gal=woman girl=woman punter=customer punters=customer "
    "client=customer clients=customer shopper=customer patron=customer guest=visitor "
    "guests=visitor coworker=colleague mobile=phone cell=phone tel=phone telephone=phone "
    "kid=child kids=child children=child restroom=toilet washroom=toilet loo=toilet cr=toilet "
    "bathroom=toilet brownout=outage blackout=outage gents=toilet mad=angry furious=angry "
    "livid=angry raging=angry irate=angry crew=team frozen=freeze froze=freeze broken=break "
    "broke=break fell=fall fallen=fall stolen=steal stole=steal nicked=steal pinched=steal "
    "swiped=steal cant=can't wont=won't cannot=can't doesnt=doesn't dont=don't isnt=isn't "
    "aint=isn't everyone=all everybody=all whole=all every=all bleed=blood bleeding=blood "
    "bled=blood"
)


def _pairs(told: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in told.split())


_CHARS = str.maketrans({**dict(zip(_TRADITIONAL, _SIMPLE, strict=True)), **_pairs(_SPOKEN)})
_WORDS = {word.translate(_CHARS): said for word, said in _pairs(_SAID).items()}
_WORD = re.compile("|".join(_WORDS))
_ALIKE = _pairs(_ENGLISH)
_ENDINGS = ("ing", "ed", "es", "s")


def folded(text: str) -> str:
    """The text in simplified script and the standard language's small words."""
    if text.isascii():
        return text
    return _WORD.sub(lambda found: _WORDS[found[0]], text.translate(_CHARS))


def stem(word: str) -> str:
    """An English word without its ending, or what is usually said for it."""
    if word in _ALIKE:
        return _ALIKE[word]
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) >= len(e) + 3), "")
    bare = word[: len(word) - len(ending)]
    if ending in ("ing", "ed") and bare[-1:] == bare[-2:-1] and bare[-1:] not in "sl":
        bare = bare[:-1]
    return bare.rstrip("e") if ending or len(word) > 4 else bare
