-- One place a row: its outline, or the point while it has none. `case` and not `coalesce`, which the planner takes for a
-- function that may leak; the queries say the same expression (platform/db/place.ts).
drop index clue_geom;
drop index problem_geom;
create index clue_place_index on clue using gist (county_code, (case when geom is null then point else geom end));
create index problem_place_index on problem using gist (county_code, (case when geom is null then point else geom end));

-- Room on each page for the next state of a row: an overlay or a transition changes no indexed column, and with the new
-- version on the same page no index is touched (half the time of storing an overlay).
alter table clue set (fillfactor = 50);
alter table problem set (fillfactor = 75);
