-- catalog.models.model
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
ORDER BY model_key ASC, id ASC
LIMIT $10;

-- catalog.models.model.next
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
  AND (model_key, id) > ($8::text, $9)
ORDER BY model_key ASC, id ASC
LIMIT $10;

-- catalog.models.model.descending
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
ORDER BY model_key DESC, id DESC
LIMIT $10;

-- catalog.models.model.descending.next
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (model_key)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
  AND (model_key, id) < ($8::text, $9)
ORDER BY model_key DESC, id DESC
LIMIT $10;

-- catalog.models.printers
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
ORDER BY printers ASC, id ASC
LIMIT $10;

-- catalog.models.printers.next
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
  AND (printers, id) > ($8::bigint, $9)
ORDER BY printers ASC, id ASC
LIMIT $10;

-- catalog.models.printers.descending
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
ORDER BY printers DESC, id DESC
LIMIT $10;

-- catalog.models.printers.descending.next
SELECT fleet_agent, native_agent, note, allowed_kinds, manufacturer, model, id, checked, version, created_at, updated_at, printers, (printers)::text AS sort_key, id AS sort_id
FROM (
    SELECT m.*, COALESCE(fleet.printers, 0) AS printers
    FROM catalog_models AS m
    LEFT JOIN (SELECT model_id, sum(printers)::bigint AS printers FROM catalog_fleet_models
               WHERE organization_id = ANY ($1) GROUP BY model_id) AS fleet ON fleet.model_id = m.id
) AS models
WHERE (($7 OR checked OR printers > 0
    OR EXISTS (SELECT FROM catalog_item_models AS fits JOIN catalog_items AS i ON i.id = fits.item_id
               WHERE fits.model_key = models.model_key AND i.active))
  AND ($2 = '' OR strpos(replace(model_key, ' ', ''), $2) > 0)
  AND ($3 IS NULL OR starts_with(model_key, $3 || ' '))
  AND ($4 IS NULL OR CASE $4
      WHEN 'unchecked' THEN NOT checked WHEN 'none' THEN checked AND NOT (fleet_agent OR native_agent)
      WHEN 'fleet_agent' THEN fleet_agent ELSE native_agent END)
  AND ($5 IS NULL OR (printers > 0) = $5)
  AND (NOT $6 OR id IN (
      SELECT s.model_id FROM catalog_fleet_supplies AS s LEFT JOIN (
        SELECT m.id AS model_id, i.plain_type AS supply_type, i.colorant
        FROM catalog_models AS m
        JOIN catalog_item_models AS fits ON fits.model_key = m.model_key
        JOIN catalog_items AS i ON i.id = fits.item_id
        WHERE i.active AND (i.kind = ANY (m.allowed_kinds) OR EXISTS (
            SELECT FROM catalog_preferences AS p
            WHERE p.model_id = m.id AND p.item_id = i.id AND p.supply_type = i.plain_type AND p.colorant = i.colorant)))
     AS provided
          USING (model_id, supply_type, colorant)
      WHERE s.organization_id = ANY ($1) AND provided.model_id IS NULL)))
  AND (printers, id) < ($8::bigint, $9)
ORDER BY printers DESC, id DESC
LIMIT $10;

