"""Help for what is said."""

WORDS: dict[str, tuple[str, str]] = {
    "say": ("该怎么说：对员工、客户、领导、媒体；--said 记下已说", "the words for staff, customers, leaders or media; --said records them"),
    "say-whom": ("对谁说；不写就全部列出", "to whom; nothing shows them all"),
    "say-said": ("已经照着说了，记下来", "it has been said: record it"),
    "say-who": ("leaders：哪一位听到了；同时回答在等他的计时", "leaders: which post heard it; this answers the timers that wait for it"),
    "words": ("说的是自己的话", "it was said in these words"),
    "next": ("答应几点再通报：21:30，或 20（分钟后）；到时会响", "next update promised for: 21:30, or 20 (minutes from now); it will ring"),
    "report": ("突发事件报告（初报、续报、终报）：宣读，或写成七项", "the report to superiors (first, further, final): to be read out, or written under seven headings"),
    "report-part": ("哪一种：first 初报，further 续报，final 终报；默认按已报情况", "which: first, further or final; by default what is due"),
    "report-whole": ("全部内容，不只列上次报告以来的新情况", "everything, not only what is new since the report before"),
    "report-told": ("已向该岗位报告，予以记录", "it was given to this post: record it"),
    "report-spoken": ("口头报告（默认）", "the spoken form (default)"),
    "report-written": ("书面报告，七项", "the written form, seven headings"),
}
