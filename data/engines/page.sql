-- The organisation's page, in words that DuckDB and Spark both read: `page` by type and site ('*': all),
-- `causes` by cause and site. Views: incidents, notifications, promises (see page_duckdb.py, page_spark.py).
-- Seconds; medians by nearest rank; shares in tenths of a percent; as `kit summary` counts.
-- Several laptops may have exported the same incident: the copy with most entries counts, of equal ones the newest.

-- name: page
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY ref ORDER BY entry_count DESC, exported_ms DESC, exporter) AS copy
    FROM incidents
),
copies AS (SELECT * FROM ranked WHERE copy = 1),
sheet AS (
    SELECT *, row_number() OVER (PARTITION BY promise ORDER BY settled = '-', exported_ms DESC, exporter) AS copy
    FROM promises WHERE document = 'sheet'
),
owed AS (
    SELECT p.type, p.site_id, p.status, p.late_seconds FROM promises p
    JOIN copies c ON c.ref = p.ref AND c.exporter = p.exporter
    WHERE p.document = 'incident' AND p.counted
    UNION ALL
    SELECT type, site_id, status, late_seconds FROM sheet WHERE copy = 1 AND counted
),
told AS (
    SELECT n.type, n.site_id, n.figure, n.status, n.late_seconds FROM notifications n
    JOIN copies c ON c.ref = n.ref AND c.exporter = n.exporter
    WHERE n.counted
),
measures AS (
    SELECT type, site_id, 1 AS run, 0 AS plan_due, 0 AS plan_in_time, 0 AS plan_never, 0 AS site_due, 0 AS site_in_time,
        0 AS ours_due, 0 AS ours_in_time, 0 AS promised, 0 AS promise_in_time, 0 AS promise_brief, 0 AS promise_late,
        0 AS promise_never,
        CASE WHEN first_reached_known THEN first_reached_seconds END AS first_reached,
        CASE WHEN reported_known THEN reported_seconds END AS reported,
        CASE WHEN restored_known THEN restored_seconds END AS restored
    FROM copies WHERE counted_as = 'incident'
    UNION ALL
    SELECT type, site_id, 0,
        CASE WHEN figure = 'plan' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'plan' AND status = 'in-time' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'plan' AND status = 'not-told' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'site' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'site' AND status = 'in-time' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'ours' THEN 1 ELSE 0 END,
        CASE WHEN figure = 'ours' AND status = 'in-time' THEN 1 ELSE 0 END,
        0, 0, 0, 0, 0, NULL, NULL, NULL
    FROM told
    UNION ALL
    SELECT type, site_id, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        CASE WHEN status = 'in-time' THEN 1 ELSE 0 END,
        CASE WHEN status = 'late' AND late_seconds < 60 THEN 1 ELSE 0 END,
        CASE WHEN status = 'late' AND late_seconds >= 60 THEN 1 ELSE 0 END,
        CASE WHEN status = 'not-told' THEN 1 ELSE 0 END,
        NULL, NULL, NULL
    FROM owed
),
added AS (
    SELECT coalesce(type, '*') AS type, coalesce(site_id, '*') AS site_id, coalesce(sum(run), 0) AS runs,
        coalesce(sum(plan_due), 0) AS plan_due, coalesce(sum(plan_in_time), 0) AS plan_in_time, coalesce(sum(plan_never), 0) AS plan_never,
        coalesce(sum(site_due), 0) AS site_due, coalesce(sum(site_in_time), 0) AS site_in_time,
        coalesce(sum(ours_due), 0) AS ours_due, coalesce(sum(ours_in_time), 0) AS ours_in_time,
        coalesce(sum(promised), 0) AS promised, coalesce(sum(promise_in_time), 0) AS promise_in_time, coalesce(sum(promise_brief), 0) AS promise_brief,
        coalesce(sum(promise_late), 0) AS promise_late, coalesce(sum(promise_never), 0) AS promise_never,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY first_reached) AS first_reached_median,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY reported) AS reported_median,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY restored) AS restored_median
    FROM measures GROUP BY GROUPING SETS ((type, site_id), (type), (site_id), ())
)
SELECT type, site_id, CAST(runs AS bigint) AS runs,
    CAST(plan_due AS bigint) AS plan_due, CAST(plan_in_time AS bigint) AS plan_in_time,
    CAST(plan_never AS bigint) AS plan_never,
    CASE WHEN plan_due = 0 THEN NULL WHEN plan_in_time = 0 THEN 0 WHEN plan_in_time = plan_due THEN 1000
        ELSE CAST(least(999, greatest(1, floor(CAST(2000 * plan_in_time + plan_due AS double) / (2 * plan_due)))) AS bigint)
    END AS plan_in_time_tenths,
    CAST(site_due AS bigint) AS site_due, CAST(site_in_time AS bigint) AS site_in_time,
    CAST(ours_due AS bigint) AS ours_due, CAST(ours_in_time AS bigint) AS ours_in_time,
    CAST(first_reached_median AS bigint) AS first_reached_median,
    round(CAST(first_reached_median AS double) / 60, 1) AS first_reached_minutes,
    CAST(reported_median AS bigint) AS reported_median, CAST(restored_median AS bigint) AS restored_median,
    CAST(promised AS bigint) AS promised, CAST(promise_in_time AS bigint) AS promise_in_time,
    CAST(promise_brief AS bigint) AS promise_brief, CAST(promise_late AS bigint) AS promise_late,
    CAST(promise_never AS bigint) AS promise_never
FROM added ORDER BY type, site_id

-- name: causes
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY ref ORDER BY entry_count DESC, exported_ms DESC, exporter) AS copy
    FROM incidents
)
SELECT cause, coalesce(site_id, '*') AS site_id, count(*) AS runs,
    CAST(sum(CASE WHEN repeat_of <> '-' THEN 1 ELSE 0 END) AS bigint) AS repeats
FROM ranked WHERE copy = 1 AND counted_as = 'incident' AND cause <> '-'
GROUP BY GROUPING SETS ((cause, site_id), (cause)) ORDER BY cause, site_id
