-- readings.refused.received_at
SELECT received_at, seq, code, fields, reading, (received_at)::text AS sort_key, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid AS sort_id
FROM refused_readings
WHERE (organization_id = $1 AND agent_id = $2)
ORDER BY received_at ASC, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid ASC
LIMIT $5;

-- readings.refused.received_at.next
SELECT received_at, seq, code, fields, reading, (received_at)::text AS sort_key, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid AS sort_id
FROM refused_readings
WHERE (organization_id = $1 AND agent_id = $2)
  AND (received_at, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid) > ($3::timestamptz, $4)
ORDER BY received_at ASC, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid ASC
LIMIT $5;

-- readings.refused.received_at.descending
SELECT received_at, seq, code, fields, reading, (received_at)::text AS sort_key, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid AS sort_id
FROM refused_readings
WHERE (organization_id = $1 AND agent_id = $2)
ORDER BY received_at DESC, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid DESC
LIMIT $5;

-- readings.refused.received_at.descending.next
SELECT received_at, seq, code, fields, reading, (received_at)::text AS sort_key, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid AS sort_id
FROM refused_readings
WHERE (organization_id = $1 AND agent_id = $2)
  AND (received_at, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid) < ($3::timestamptz, $4)
ORDER BY received_at DESC, (lpad(to_hex(boot_epoch), 16, '0') || lpad(to_hex(seq), 16, '0'))::uuid DESC
LIMIT $5;

