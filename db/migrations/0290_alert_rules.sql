-- What people are told of without looking (NOT-2): rules, what meets them now, what was sent, printers that are left out.
-- Writer: server/alerts.

CREATE TABLE alert_rules (
    organization_id uuid NOT NULL,            -- whose printers it looks at
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    condition text NOT NULL,
    threshold integer NOT NULL,               -- percent, days or minutes
    cooldown_hours integer NOT NULL,          -- from one notice of a thing to the next one
    site_ids uuid[] NOT NULL,                 -- empty: all sites
    models text[] NOT NULL,                   -- empty: all models
    model_keys text[] NOT NULL,               -- the same, case-folded
    user_ids uuid[] NOT NULL,
    addresses text[] NOT NULL,
    enabled boolean NOT NULL,
    created_by text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    evaluated_at timestamptz,
    CONSTRAINT alert_rules_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT alert_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT alert_rules_condition_check CHECK (condition IN ('supply_percent', 'supply_days', 'error', 'silent')),
    CONSTRAINT alert_rules_threshold_check CHECK (threshold > 0)
);
CREATE INDEX alert_rules_name_idx ON alert_rules (organization_id, name_key, id);

-- What meets a rule, or has met it so lately that it is not told again.
CREATE TABLE alert_conditions (
    organization_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,                   -- of the supply; -1: the printer
    supply text NOT NULL,                     -- as the printer calls it; '': the printer
    value double precision NOT NULL,          -- percent or days left; minutes or days of error and silence are since
    since timestamptz NOT NULL,
    told boolean NOT NULL,
    told_at timestamptz,                      -- the last time, also before it cleared
    cleared_at timestamptz,
    CONSTRAINT alert_conditions_pkey PRIMARY KEY (organization_id, rule_id, printer_id, slot),
    CONSTRAINT alert_conditions_rule_id_fkey FOREIGN KEY (organization_id, rule_id)
        REFERENCES alert_rules (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT alert_conditions_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX alert_conditions_printer_idx ON alert_conditions (organization_id, printer_id);

-- One pass of a rule that had something to tell: one mail to each recipient. It outlives its rule.
CREATE TABLE alert_sendings (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    rule_id uuid NOT NULL,
    rule_name text NOT NULL,
    condition text NOT NULL,
    threshold integer NOT NULL,
    at timestamptz NOT NULL,
    recipients text[] NOT NULL,               -- addresses that a mail went to
    disabled text[] NOT NULL,                 -- people who cannot sign in any more
    unwanted text[] NOT NULL,                 -- people who do not want such mails
    CONSTRAINT alert_sendings_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT alert_sendings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
CREATE INDEX alert_sendings_at_idx ON alert_sendings (at);

CREATE TABLE alert_notices (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    sending_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,
    supply text NOT NULL,
    value double precision NOT NULL,
    since timestamptz NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT alert_notices_pkey PRIMARY KEY (organization_id, id),
    CONSTRAINT alert_notices_sending_id_fkey FOREIGN KEY (organization_id, sending_id)
        REFERENCES alert_sendings (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT alert_notices_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX alert_notices_at_idx ON alert_notices (organization_id, at, id);
CREATE INDEX alert_notices_rule_idx ON alert_notices (organization_id, rule_id, at, id);
CREATE INDEX alert_notices_printer_idx ON alert_notices (organization_id, printer_id, at, id);
CREATE INDEX alert_notices_sending_idx ON alert_notices (organization_id, sending_id);

-- Printers that no rule tells of.
CREATE TABLE alert_mutes (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    muted_by text NOT NULL,
    muted_at timestamptz NOT NULL,
    CONSTRAINT alert_mutes_pkey PRIMARY KEY (organization_id, printer_id),
    CONSTRAINT alert_mutes_printer_id_fkey FOREIGN KEY (organization_id, printer_id)
        REFERENCES printers (organization_id, id) ON DELETE CASCADE
);

CALL platen_protect('alert_rules');
CALL platen_protect('alert_conditions');
CALL platen_protect('alert_sendings');
CALL platen_protect('alert_notices');
CALL platen_protect('alert_mutes');
