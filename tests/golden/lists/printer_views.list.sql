-- printer_views.find.both.first_leads
SELECT p.organization_id, p.id FROM printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = s.organization_id AND t.printer_id = s.printer_id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) ) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = s.organization_id AND t.printer_id = s.printer_id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = s.organization_id AND t.printer_id = s.printer_id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) LIMIT 4001;

-- printer_views.sample.both.filter
SELECT count(*) FROM printers AS p TABLESAMPLE SYSTEM ($28) JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))));

-- printer_views.find.both.filter.requests
SELECT p.organization_id, p.id
        FROM unnest($23, $24) AS led (organization_id, id)
        CROSS JOIN LATERAL (SELECT * FROM printers AS one
            WHERE one.organization_id = led.organization_id AND one.id = led.id OFFSET 0) AS p
        JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
        WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) LIMIT 4001;

-- printer_views.find.printers.first_leads
SELECT p.organization_id, p.id FROM printers AS p WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) ) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) LIMIT 4001;

-- printer_views.sample.printers.filter
SELECT count(*) FROM printers AS p TABLESAMPLE SYSTEM ($28) WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))));

-- printer_views.find.printers.filter.requests
SELECT p.organization_id, p.id
        FROM unnest($23, $24) AS led (organization_id, id)
        CROSS JOIN LATERAL (SELECT * FROM printers AS one
            WHERE one.organization_id = led.organization_id AND one.id = led.id OFFSET 0) AS p
        WHERE 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) LIMIT 4001;

-- printer_views.order.model.ascending

        SELECT found.organization_id, found.id, (p.model_key)::text AS sort_key
        FROM unnest($1, $2) AS found (organization_id, id) JOIN printers AS p ON p.organization_id = found.organization_id AND p.id = found.id
        WHERE (p.model_key, found.id) > ($3::text, $4)
        ORDER BY p.model_key ASC, found.id ASC LIMIT $5;

-- printer_views.walk.model.ascending.both.none
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.walk.model.ascending.both.filter
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM (SELECT p.* FROM printers AS p WHERE (p.model_key, p.id) > ($25::text, $26) AND p.deregistered_at IS NULL ORDER BY p.model_key ASC, p.id ASC LIMIT 10000) AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.walk.model.ascending.both.first_leads
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND (p.id IN ((SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (term >= ($1)[1] AND term < ($1)[1] || U&'\+10FFFF') )
            UNION ALL (SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (length(($1)[1]) >= 3 AND term >= U&'\0001' || reverse(($1)[1])
            AND term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF') ))) = true AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.walk.model.ascending.printers.none
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM printers AS p WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20)) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.walk.model.ascending.printers.filter
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM (SELECT p.* FROM printers AS p WHERE (p.model_key, p.id) > ($25::text, $26) AND p.deregistered_at IS NULL ORDER BY p.model_key ASC, p.id ASC LIMIT 10000) AS p WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.walk.model.ascending.printers.first_leads
SELECT p.organization_id, p.id, (p.model_key)::text AS sort_key FROM printers AS p WHERE (p.model_key, p.id) > ($25::text, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND (p.id IN ((SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (term >= ($1)[1] AND term < ($1)[1] || U&'\+10FFFF') )
            UNION ALL (SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (length(($1)[1]) >= 3 AND term >= U&'\0001' || reverse(($1)[1])
            AND term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF') ))) = true AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY p.model_key ASC, p.id ASC LIMIT $27;

-- printer_views.order.state.ascending

        SELECT found.organization_id, found.id, (s.state)::text AS sort_key
        FROM unnest($1, $2) AS found (organization_id, id) JOIN printer_states AS s ON s.organization_id = found.organization_id AND s.printer_id = found.id
        WHERE (s.state, found.id) > ($3::smallint, $4)
        ORDER BY s.state ASC, found.id ASC LIMIT $5;

-- printer_views.walk.state.ascending.both.none
SELECT p.organization_id, p.id, (s.state)::text AS sort_key FROM printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (s.state, s.printer_id) > ($25::smallint, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13) ORDER BY s.state ASC, s.printer_id ASC LIMIT $27;

-- printer_views.walk.state.ascending.both.filter
SELECT p.organization_id, p.id, (s.state)::text AS sort_key FROM (SELECT s.* FROM printer_states AS s WHERE (s.state, s.printer_id) > ($25::smallint, $26)  ORDER BY s.state ASC, s.printer_id ASC LIMIT 10000) AS s JOIN printers AS p ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (s.state, s.printer_id) > ($25::smallint, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY s.state ASC, s.printer_id ASC LIMIT $27;

-- printer_views.walk.state.ascending.both.first_leads
SELECT p.organization_id, p.id, (s.state)::text AS sort_key FROM printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id WHERE (s.state, s.printer_id) > ($25::smallint, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND (p.id IN ((SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (term >= ($1)[1] AND term < ($1)[1] || U&'\+10FFFF') )
            UNION ALL (SELECT printer_id FROM printer_terms WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND (length(($1)[1]) >= 3 AND term >= U&'\0001' || reverse(($1)[1])
            AND term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF') ))) = true AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF'))))) ORDER BY s.state ASC, s.printer_id ASC LIMIT $27;

-- printer_views.order.site_name.ascending

        SELECT found.organization_id, found.id, (((b.name_key || ' ' || b.id::text) COLLATE "C"))::text AS sort_key
        FROM unnest($1, $2) AS found (organization_id, id) CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id, p.site_id FROM printers AS p
            WHERE p.organization_id = found.organization_id AND p.id = found.id OFFSET 0) AS p
        JOIN sites AS b ON p.organization_id = b.organization_id AND p.site_id = b.id
        WHERE (((b.name_key || ' ' || b.id::text) COLLATE "C"), found.id) > ($3::text, $4)
        ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC, found.id ASC LIMIT $5;

-- printer_views.walk.site_name.ascending.both.none

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

-- printer_views.walk.site_name.ascending.both.filter

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))))
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

-- printer_views.walk.site_name.ascending.both.first_leads

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p JOIN printer_states AS s ON s.organization_id = p.organization_id AND s.printer_id = p.id
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND ($21 IS NULL OR s.organization_id = ANY ($21))
        AND (cardinality($7) = 0 OR s.state = ANY ($7))
        AND ($8 IS NULL OR s.communicating = $8)
        AND ($12 IS NULL OR s.lowest_percent < $12)
        AND ($13 IS NULL OR s.lowest_end < $13)
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) ) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))))
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

-- printer_views.walk.site_name.ascending.printers.none

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

-- printer_views.walk.site_name.ascending.printers.filter

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) OFFSET 0) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))))
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

-- printer_views.walk.site_name.ascending.printers.first_leads

        SELECT one.organization_id, one.id, names.key AS sort_key
        FROM (SELECT b.*, ((b.name_key || ' ' || b.id::text) COLLATE "C") AS key FROM sites AS b WHERE ((b.name_key || ' ' || b.id::text) COLLATE "C") >= $25
              ORDER BY ((b.name_key || ' ' || b.id::text) COLLATE "C") ASC) AS names
        CROSS JOIN LATERAL (
            SELECT p.organization_id, p.id FROM (SELECT names.*) AS b CROSS JOIN printers AS p
            WHERE p.organization_id = b.organization_id AND p.site_id = b.id AND (names.key, p.id) > ($25, $26) AND 
        ($22 IS NULL OR p.organization_id = ANY ($22))
        AND p.deregistered_at IS NULL AND (cardinality($2) = 0 OR p.id = ANY ($2))
        AND (cardinality($3) = 0 OR p.site_id = ANY ($3))
        AND (cardinality($4) = 0 OR p.agent_id = ANY ($4)) AND ($5 IS NULL OR p.contact_id = $5)
        AND (cardinality($6) = 0 OR p.model_key = ANY ($6))
        AND ($9 IS NULL OR p.under_contract = $9)
        AND (cardinality($11) = 0 OR p.managed = ANY ($11))
        AND ($14 IS NULL OR p.discovered_at >= $14)
        AND ($17 IS NULL OR (p.registration_problem <> 'none') = $17)
        AND ($10 IS NULL OR (p.high_volume_since IS NOT NULL) = $10)
        AND ($16 IS NULL OR p.id = ANY (ARRAY(
        SELECT thing_id FROM external_ids
        WHERE (COALESCE($21, $22) IS NULL OR organization_id = ANY (COALESCE($21, $22))) AND kind = 'printer' AND external_id = $16
          AND ($15 IS NULL OR system_key = $15))))
  AND ($15 IS NULL OR EXISTS (
        SELECT FROM external_ids AS named
        WHERE named.kind = 'printer' AND named.thing_id = p.id AND named.system_key = $15))
        AND (cardinality($18) = 0 AND NOT $19
            OR EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND r.state = ANY ($18) AND COALESCE(r.closed_at, 'infinity') >= $20)
            OR $19 AND NOT EXISTS (SELECT FROM service_requests AS r
                WHERE r.organization_id = p.organization_id AND r.printer_id = p.id AND r.state <> 'cancelled'
                    AND COALESCE(r.closed_at, 'infinity') >= $20))
        AND EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[1] AND t.term < ($1)[1] || U&'\+10FFFF') OR (length(($1)[1]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[1])
            AND t.term < U&'\0001' || reverse(($1)[1]) || U&'\+10FFFF')) ) AND (($1)[2] IS NULL OR EXISTS (SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= ($1)[2] AND t.term < ($1)[2] || U&'\+10FFFF') OR (length(($1)[2]) >= 3 AND t.term >= U&'\0001' || reverse(($1)[2])
            AND t.term < U&'\0001' || reverse(($1)[2]) || U&'\+10FFFF')) OFFSET 0))
        AND (($1)[3] IS NULL OR NOT EXISTS (
            SELECT FROM unnest(($1)[3:]) AS words (word) WHERE NOT EXISTS (
                SELECT FROM printer_terms AS t WHERE t.organization_id = p.organization_id AND t.printer_id = p.id AND ((t.term >= words.word AND t.term < words.word || U&'\+10FFFF') OR (length(words.word) >= 3 AND t.term >= U&'\0001' || reverse(words.word)
            AND t.term < U&'\0001' || reverse(words.word) || U&'\+10FFFF')))))
            ORDER BY p.id ASC LIMIT $27) AS one
        LIMIT $27;

