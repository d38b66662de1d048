-- The daily run writes every row of these tables once a day. With half of each page free a new version finds room beside
-- the old one, which is gone by the next day: no index of printer_supplies has to be touched, and the tables stay as
-- large as they would become anyway, one version of a row alive and one dead.
ALTER TABLE printer_supplies SET (fillfactor = 50);
ALTER TABLE replenishment_supplies SET (fillfactor = 50);
