-- The queue of photos that ask for a look: of a hundred thousand photos a few dozen wait. The condition is written as in
-- the query, word for word; with other words the index is not used.
create index photo_doubtful on photo (county_code, received_at, id)
  where review is null and checks @? '$[*] ? (@.level == "block" || @.level == "flag" || @.level == "warn")';
