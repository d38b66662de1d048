-- Written by `./dev gen` from db/migrations; do not edit.

CREATE SCHEMA public;

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE FUNCTION public.platen_forget_refusals(older_than timestamp with time zone) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH gone AS (DELETE FROM audit_events WHERE outcome = 'refused' AND at < older_than RETURNING 1)
    SELECT count(*) FROM gone
$$;

CREATE PROCEDURE public.platen_local(IN table_name text, IN privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE'::text)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'local', NULL);
END $$;

CREATE FUNCTION public.platen_month_partition(table_name text, month date) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    first_day date := date_trunc('month', month)::date;
    partition_name text := table_name || to_char(first_day, '_YYYY_MM');
BEGIN
    IF to_regclass(quote_ident(partition_name)) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = to_regclass(quote_ident(table_name))) THEN
        RAISE EXCEPTION '% is not a partitioned table', table_name;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition_name, table_name,
        first_day, (first_day + interval '1 month')::date);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
    RETURN true;
EXCEPTION WHEN duplicate_table THEN
    RETURN false;
END $$;

CREATE PROCEDURE public.platen_protect(IN table_name text, IN privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE'::text, IN organization_column text DEFAULT 'organization_id'::text)
    LANGUAGE plpgsql
    AS $$
DECLARE
    first_of_key text;
BEGIN
    SELECT attname INTO first_of_key
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
    WHERE indrelid = table_name::regclass AND indisprimary;
    IF first_of_key IS DISTINCT FROM organization_column THEN
        RAISE EXCEPTION 'the primary key of % must start with %', table_name, organization_column;
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platen_scope ON %I USING (%s)', table_name, platen_scope_rule(organization_column));
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'customer', organization_column);
END $$;

CREATE PROCEDURE public.platen_reference(IN table_name text, IN privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE'::text)
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('GRANT %s ON %I TO platen_app', privileges, table_name);
    INSERT INTO table_classes VALUES (table_name, 'reference', NULL);
END $$;

CREATE FUNCTION public.platen_scope_rule(organization_column text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
    SELECT format($rule$(SELECT current_setting('platen.scope', true)) = 'system'
        OR %I IN (SELECT unnest(NULLIF(current_setting('platen.organizations', true), '')::uuid[]))$rule$,
        organization_column)
$_$;

CREATE TABLE public.agent_commands (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    addresses text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    fetched_at timestamp with time zone,
    finished_at timestamp with time zone,
    outcome text,
    items jsonb,
    CONSTRAINT agent_commands_kind_check CHECK ((kind = ANY (ARRAY['get_printer_status'::text, 'discover'::text, 'configuration_changed'::text, 'restart_printers'::text, 'print_test_pages'::text, 'check_addresses'::text, 'send_diagnostics'::text]))),
    CONSTRAINT agent_commands_outcome_check CHECK (((outcome IS NULL) = (finished_at IS NULL)))
);

ALTER TABLE ONLY public.agent_commands FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_contacts (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    last_contact_at timestamp with time zone NOT NULL,
    heard_at timestamp with time zone NOT NULL,
    version_text text NOT NULL,
    host_name text NOT NULL,
    address text NOT NULL
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.agent_contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_diagnostics (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    id uuid NOT NULL,
    address text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    objects integer DEFAULT 0 NOT NULL,
    walk bytea DEFAULT '\x'::bytea NOT NULL
);

ALTER TABLE ONLY public.agent_diagnostics FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_duties (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    asked_at timestamp with time zone,
    asked_since timestamp with time zone,
    always boolean DEFAULT false NOT NULL,
    polls boolean DEFAULT true NOT NULL,
    shared boolean DEFAULT false NOT NULL,
    stands_by_for uuid,
    since timestamp with time zone
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.agent_duties FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_packages (
    id uuid NOT NULL,
    agent_version text NOT NULL,
    version_rank bigint NOT NULL,
    architecture text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY public.agent_packages ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE public.agent_poll_summaries (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    known integer NOT NULL,
    silent integer NOT NULL,
    abilities text[] NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    CONSTRAINT agent_poll_summaries_known_check CHECK (((known >= 0) AND (silent >= 0) AND (silent <= known)))
);

ALTER TABLE ONLY public.agent_poll_summaries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_site_notices (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    kind text NOT NULL,
    since timestamp with time zone NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT agent_site_notices_kind_check CHECK ((kind = ANY (ARRAY['took_over'::text, 'silent'::text])))
);

ALTER TABLE ONLY public.agent_site_notices FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agent_version_rules (
    id smallint NOT NULL,
    minimum_version text NOT NULL,
    rollout_version text NOT NULL,
    rollout_percent integer NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT agent_version_rules_id_check CHECK ((id = 1)),
    CONSTRAINT agent_version_rules_rollout_percent_check CHECK (((rollout_percent >= 0) AND (rollout_percent <= 100)))
);

CREATE TABLE public.agent_version_states (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    agent_version text NOT NULL,
    architecture text NOT NULL,
    can_update boolean NOT NULL,
    last_version text,
    last_outcome text,
    last_detail text,
    last_at timestamp with time zone,
    wanted_version text,
    wanted_by text,
    wanted_at timestamp with time zone
);

ALTER TABLE ONLY public.agent_version_states FORCE ROW LEVEL SECURITY;

CREATE TABLE public.agents (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    site_id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    disabled boolean DEFAULT false NOT NULL,
    token_hash bytea,
    token_expires_at timestamp with time zone,
    key_hash bytea,
    enrolled_at timestamp with time zone,
    include text[] NOT NULL,
    exclude text[] NOT NULL,
    allow_public_addresses boolean NOT NULL,
    discovery_interval_seconds bigint NOT NULL,
    polling_interval_seconds bigint NOT NULL,
    secrets bytea NOT NULL,
    configuration_version bigint DEFAULT 1 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind text DEFAULT 'fleet'::text NOT NULL,
    own_manufacturer text,
    own_serial_number text,
    CONSTRAINT agents_discovery_interval_seconds_check CHECK (((discovery_interval_seconds >= 60) AND (discovery_interval_seconds <= 2592000))),
    CONSTRAINT agents_kind_check CHECK ((kind = ANY (ARRAY['fleet'::text, 'native'::text]))),
    CONSTRAINT agents_own_check CHECK ((((own_manufacturer IS NULL) = (own_serial_number IS NULL)) AND ((own_serial_number IS NULL) OR (kind = 'native'::text)))),
    CONSTRAINT agents_polling_interval_seconds_check CHECK (((polling_interval_seconds >= 60) AND (polling_interval_seconds <= 604800))),
    CONSTRAINT agents_token_check CHECK (((token_hash IS NULL) = (token_expires_at IS NULL)))
);

ALTER TABLE ONLY public.agents FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alert_conditions (
    organization_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,
    supply text NOT NULL,
    value double precision NOT NULL,
    since timestamp with time zone NOT NULL,
    told boolean NOT NULL,
    told_at timestamp with time zone,
    cleared_at timestamp with time zone
);

ALTER TABLE ONLY public.alert_conditions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alert_mutes (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    muted_by text NOT NULL,
    muted_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.alert_mutes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alert_notices (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    sending_id uuid NOT NULL,
    rule_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,
    supply text NOT NULL,
    value double precision NOT NULL,
    since timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.alert_notices FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alert_rules (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    condition text NOT NULL,
    threshold integer NOT NULL,
    cooldown_hours integer NOT NULL,
    site_ids uuid[] NOT NULL,
    models text[] NOT NULL,
    model_keys text[] NOT NULL,
    user_ids uuid[] NOT NULL,
    addresses text[] NOT NULL,
    enabled boolean NOT NULL,
    created_by text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    evaluated_at timestamp with time zone,
    CONSTRAINT alert_rules_condition_check CHECK ((condition = ANY (ARRAY['supply_percent'::text, 'supply_days'::text, 'error'::text, 'silent'::text]))),
    CONSTRAINT alert_rules_threshold_check CHECK ((threshold > 0))
);

ALTER TABLE ONLY public.alert_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alert_sendings (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    rule_id uuid NOT NULL,
    rule_name text NOT NULL,
    condition text NOT NULL,
    threshold integer NOT NULL,
    at timestamp with time zone NOT NULL,
    recipients text[] NOT NULL,
    disabled text[] NOT NULL,
    unwanted text[] NOT NULL
);

ALTER TABLE ONLY public.alert_sendings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_keys (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    roles text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    scopes text[],
    made_by_organization_id uuid,
    made_by_id uuid,
    revoked_at timestamp with time zone,
    CONSTRAINT api_keys_made_by_check CHECK (((made_by_organization_id IS NULL) = (made_by_id IS NULL))),
    CONSTRAINT api_keys_roles_check CHECK ((cardinality(roles) > 0)),
    CONSTRAINT api_keys_scopes_check CHECK ((cardinality(scopes) > 0))
);

ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_events (
    organization_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    address text NOT NULL,
    request_id text NOT NULL,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id uuid NOT NULL,
    before jsonb,
    after jsonb,
    outcome text DEFAULT 'done'::text NOT NULL,
    object_name text DEFAULT ''::text NOT NULL,
    actor_key text GENERATED ALWAYS AS (lower(actor_name)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT audit_events_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.audit_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_object_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    object_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL
);

ALTER TABLE ONLY public.audit_object_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cartridge_records (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    site_id uuid,
    model_key text NOT NULL COLLATE pg_catalog."C",
    model_name text NOT NULL,
    supply_type text NOT NULL,
    colorant text NOT NULL,
    item_id uuid,
    part_number text NOT NULL,
    item_name text NOT NULL,
    cartridge bigint NOT NULL,
    serial_number text NOT NULL,
    starter boolean NOT NULL,
    installed_on date,
    removed_on date NOT NULL,
    pages_at bigint,
    color_pages_at bigint,
    pages bigint,
    color_pages bigint,
    pages_expected integer,
    coverage_percent double precision,
    level_percent double precision,
    ended text NOT NULL,
    value_left_minor bigint,
    currency text NOT NULL,
    CONSTRAINT cartridge_records_ended_check CHECK ((ended = ANY (ARRAY['empty'::text, 'early'::text, 'refilled'::text, 'moved'::text, 'unknown'::text])))
);

ALTER TABLE ONLY public.cartridge_records FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cartridges_in_printers (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    cartridge bigint NOT NULL,
    serial_number text NOT NULL,
    installed_on date,
    pages_at bigint,
    color_pages_at bigint,
    starter boolean NOT NULL,
    moved boolean NOT NULL
);

ALTER TABLE ONLY public.cartridges_in_printers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_fleet_counts (
    organization_id uuid NOT NULL,
    revision bigint NOT NULL,
    counted_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.catalog_fleet_counts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_fleet_models (
    organization_id uuid NOT NULL,
    model_id uuid NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    sort_key text NOT NULL COLLATE pg_catalog."C",
    printers bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_fleet_models FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_fleet_supplies (
    organization_id uuid NOT NULL,
    model_id uuid NOT NULL,
    supply_type text NOT NULL,
    colorant text NOT NULL,
    printers bigint NOT NULL
);

ALTER TABLE ONLY public.catalog_fleet_supplies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    result text NOT NULL,
    part_number text NOT NULL,
    name text NOT NULL,
    created boolean NOT NULL,
    changes text NOT NULL,
    item_id uuid,
    errors jsonb NOT NULL,
    CONSTRAINT catalog_import_results_result_check CHECK ((result = ANY (ARRAY['imported'::text, 'existing'::text, 'invalid'::text])))
);

ALTER TABLE ONLY public.catalog_import_results FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    file_name text NOT NULL,
    separator text NOT NULL,
    separator_line boolean NOT NULL,
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,
    row_count bigint NOT NULL,
    rows jsonb NOT NULL,
    CONSTRAINT catalog_imports_separator_check CHECK ((separator = ANY (ARRAY['comma'::text, 'semicolon'::text, 'tab'::text])))
);

ALTER TABLE ONLY public.catalog_imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.catalog_item_models (
    item_id uuid NOT NULL,
    model_key text NOT NULL COLLATE pg_catalog."C",
    manufacturer text NOT NULL,
    model text NOT NULL
);

CREATE TABLE public.catalog_items (
    id uuid NOT NULL,
    part_number text NOT NULL,
    part_number_key text NOT NULL COLLATE pg_catalog."C",
    manufacturer text NOT NULL,
    name text NOT NULL,
    supply_type text NOT NULL,
    colorant text NOT NULL,
    yield_pages integer NOT NULL,
    lead_time_days integer,
    active boolean NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    kind text DEFAULT 'original'::text NOT NULL,
    starter_yield_pages integer DEFAULT 0 NOT NULL,
    price_amount_minor bigint,
    price_currency text DEFAULT ''::text NOT NULL,
    plain_type text GENERATED ALWAYS AS (
CASE supply_type
    WHEN 'toner_cartridge'::text THEN 'toner'::text
    WHEN 'ink_cartridge'::text THEN 'ink'::text
    WHEN 'waste_toner_container'::text THEN 'waste_toner'::text
    ELSE supply_type
END) STORED,
    name_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    manufacturer_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT catalog_items_kind_check CHECK ((kind = ANY (ARRAY['original'::text, 'remanufactured'::text, 'compatible'::text]))),
    CONSTRAINT catalog_items_lead_time_days_check CHECK (((lead_time_days >= 0) AND (lead_time_days <= 365))),
    CONSTRAINT catalog_items_price_check CHECK (((price_amount_minor IS NULL) = (price_currency = ''::text))),
    CONSTRAINT catalog_items_starter_yield_pages_check CHECK ((starter_yield_pages >= 0)),
    CONSTRAINT catalog_items_yield_pages_check CHECK ((yield_pages >= 0))
);

CREATE TABLE public.catalog_models (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    model_key text NOT NULL COLLATE pg_catalog."C",
    checked boolean DEFAULT false NOT NULL,
    fleet_agent boolean DEFAULT false NOT NULL,
    native_agent boolean DEFAULT false NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    allowed_kinds text[] DEFAULT '{original}'::text[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT catalog_models_checked_check CHECK ((checked OR (NOT (fleet_agent OR native_agent))))
);

CREATE TABLE public.catalog_preferences (
    model_id uuid NOT NULL,
    supply_type text NOT NULL,
    colorant text NOT NULL,
    item_id uuid NOT NULL
);

CREATE TABLE public.contact_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    result text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    company text NOT NULL,
    contact_id uuid,
    errors jsonb NOT NULL,
    CONSTRAINT contact_import_results_result_check CHECK ((result = ANY (ARRAY['imported'::text, 'existing'::text, 'invalid'::text])))
);

ALTER TABLE ONLY public.contact_import_results FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    file_name text NOT NULL,
    separator text NOT NULL,
    separator_line boolean NOT NULL,
    byte_order_mark boolean NOT NULL,
    row_count bigint NOT NULL,
    rows jsonb NOT NULL,
    respelled_header boolean DEFAULT false NOT NULL,
    CONSTRAINT contact_imports_separator_check CHECK ((separator = ANY (ARRAY['comma'::text, 'semicolon'::text, 'tab'::text])))
);

ALTER TABLE ONLY public.contact_imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    contact_id uuid NOT NULL
);

ALTER TABLE ONLY public.contact_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contacts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    company text NOT NULL,
    email text NOT NULL,
    phone_country_code text NOT NULL,
    phone_number text NOT NULL,
    phone_extension text NOT NULL,
    street1 text NOT NULL,
    street2 text NOT NULL,
    street3 text NOT NULL,
    building text NOT NULL,
    floor text NOT NULL,
    room text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    company_key text NOT NULL COLLATE pg_catalog."C",
    city_key text NOT NULL COLLATE pg_catalog."C",
    email_key text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    language text
);

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contract_model_terms (
    model_id uuid NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] DEFAULT '{}'::text[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.contract_operator_terms (
    id smallint NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] DEFAULT '{}'::text[] NOT NULL,
    service_desk_phone text DEFAULT ''::text NOT NULL,
    service_desk_email text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT contract_operator_terms_id_check CHECK ((id = 1))
);

CREATE TABLE public.contract_site_terms (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] DEFAULT '{}'::text[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.contract_site_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contracts (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    number_key text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    customer text NOT NULL,
    supplies_included boolean NOT NULL,
    excluded_kinds text[] DEFAULT '{}'::text[] NOT NULL,
    starts_on date,
    ends_on date,
    trigger_days integer,
    coverage_days integer,
    join_days integer,
    first_notice_days integer,
    high_volume_cartridges integer,
    consolidation text,
    delivery_days text[] DEFAULT '{}'::text[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT contracts_customer_check CHECK ((customer = ANY (ARRAY['mps'::text, 'self_service'::text]))),
    CONSTRAINT contracts_ends_on_check CHECK ((ends_on >= starts_on))
);

ALTER TABLE ONLY public.contracts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.credentials (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    password_hash text,
    password_changed_at timestamp with time zone,
    temporary_hash text,
    temporary_expires_at timestamp with time zone,
    CONSTRAINT credentials_temporary_check CHECK (((temporary_hash IS NULL) = (temporary_expires_at IS NULL)))
);

ALTER TABLE ONLY public.credentials FORCE ROW LEVEL SECURITY;

CREATE TABLE public.document_versions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    number integer NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 bytea NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT document_versions_number_check CHECK ((number >= 1))
);
ALTER TABLE ONLY public.document_versions ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.document_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.documents (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    folder text NOT NULL,
    folder_key text NOT NULL COLLATE pg_catalog."C",
    description text NOT NULL,
    versions integer NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.documents FORCE ROW LEVEL SECURITY;

CREATE TABLE public.email_changes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,
    secret_hash bytea NOT NULL,
    asked_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.email_changes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.external_ids (
    organization_id uuid NOT NULL,
    kind text NOT NULL,
    system_key text NOT NULL COLLATE pg_catalog."C",
    external_id text NOT NULL COLLATE pg_catalog."C",
    thing_id uuid NOT NULL,
    system text NOT NULL,
    CONSTRAINT external_ids_kind_check CHECK ((kind = ANY (ARRAY['organization'::text, 'site'::text, 'printer'::text, 'contact'::text, 'supply_order'::text])))
);

ALTER TABLE ONLY public.external_ids FORCE ROW LEVEL SECURITY;

CREATE TABLE public.external_links (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    title_key text NOT NULL COLLATE pg_catalog."C",
    url text NOT NULL,
    description text NOT NULL,
    "position" integer NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.external_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.first_starts (
    organization_id uuid NOT NULL,
    shown boolean NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.first_starts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.fleet_figures (
    organization_id uuid NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    ok bigint NOT NULL,
    other bigint NOT NULL,
    warning bigint NOT NULL,
    error bigint NOT NULL,
    not_communicating bigint NOT NULL,
    ends_in_7 bigint NOT NULL,
    ends_in_14 bigint NOT NULL,
    ends_in_30 bigint NOT NULL,
    replaced bigint NOT NULL,
    replaced_early bigint NOT NULL,
    levels_left double precision NOT NULL,
    levels_known bigint NOT NULL,
    ran_empty bigint NOT NULL,
    in_time bigint NOT NULL
);

ALTER TABLE ONLY public.fleet_figures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.fleet_months (
    organization_id uuid NOT NULL,
    month date NOT NULL,
    pages bigint NOT NULL,
    color_pages bigint NOT NULL,
    printers bigint NOT NULL
);

ALTER TABLE ONLY public.fleet_months FORCE ROW LEVEL SECURITY;

CREATE TABLE public.fleet_places (
    organization_id uuid NOT NULL,
    country text NOT NULL,
    city text NOT NULL,
    sites bigint NOT NULL,
    printers bigint NOT NULL,
    troubled bigint NOT NULL
);

ALTER TABLE ONLY public.fleet_places FORCE ROW LEVEL SECURITY;

CREATE TABLE public.idempotency_keys (
    organization_id uuid NOT NULL,
    key_hash bytea NOT NULL,
    request_hash bytea NOT NULL,
    answer bytea,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.identity_providers (
    organization_id uuid NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret bytea,
    email_claim text NOT NULL,
    enabled boolean NOT NULL,
    version bigint NOT NULL
);

ALTER TABLE ONLY public.identity_providers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.loose_readings (
    organization_id uuid NOT NULL,
    journal integer NOT NULL,
    seq bigint NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    alerts jsonb NOT NULL
);

ALTER TABLE ONLY public.loose_readings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mail_attempts (
    organization_id uuid NOT NULL,
    mail_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    status integer NOT NULL,
    duration_ms bigint NOT NULL,
    answer text NOT NULL,
    CONSTRAINT mail_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'later'::text, 'no_service'::text, 'refused'::text, 'bounced'::text])))
);

ALTER TABLE ONLY public.mail_attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mails (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    message_id text NOT NULL,
    template text NOT NULL,
    language text NOT NULL,
    to_address text NOT NULL,
    to_name text NOT NULL,
    subject text NOT NULL,
    body_text text,
    body_html text,
    body_sealed bytea,
    object_type text,
    object_id uuid,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    next_attempt_at timestamp with time zone,
    give_up_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    lease_number bigint DEFAULT 0 NOT NULL,
    thread text,
    in_reply_to text,
    to_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    attachment_id uuid,
    CONSTRAINT mails_next_attempt_at_check CHECK (((state = 'queued'::text) = (next_attempt_at IS NOT NULL))),
    CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'bounced'::text])))
);

ALTER TABLE ONLY public.mails FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meter_read_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    result text NOT NULL,
    serial_number text NOT NULL,
    printer_id uuid,
    errors jsonb NOT NULL,
    CONSTRAINT meter_read_import_results_result_check CHECK ((result = ANY (ARRAY['imported'::text, 'existing'::text, 'invalid'::text])))
);

ALTER TABLE ONLY public.meter_read_import_results FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meter_read_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    file_name text NOT NULL,
    separator text NOT NULL,
    separator_line boolean NOT NULL,
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,
    row_count bigint NOT NULL,
    rows jsonb NOT NULL,
    CONSTRAINT meter_read_imports_separator_check CHECK ((separator = ANY (ARRAY['comma'::text, 'semicolon'::text, 'tab'::text])))
);

ALTER TABLE ONLY public.meter_read_imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meter_reads (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    source text NOT NULL,
    read_at timestamp with time zone NOT NULL,
    meters text[] NOT NULL,
    counts bigint[] NOT NULL,
    before bigint[] NOT NULL,
    ended bigint[] NOT NULL,
    description text NOT NULL,
    reason text NOT NULL,
    hints jsonb NOT NULL,
    submitted_by text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    withdrawn_by text DEFAULT ''::text NOT NULL,
    withdrawn_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT meter_reads_before_check CHECK ((cardinality(before) = cardinality(meters))),
    CONSTRAINT meter_reads_counts_check CHECK ((cardinality(counts) = cardinality(meters))),
    CONSTRAINT meter_reads_ended_check CHECK ((cardinality(ended) =
CASE source
    WHEN 'change'::text THEN cardinality(meters)
    ELSE 0
END)),
    CONSTRAINT meter_reads_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'file'::text, 'change'::text])))
);

ALTER TABLE ONLY public.meter_reads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meter_terms (
    organization_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    closing_day integer NOT NULL,
    time_zone text NOT NULL,
    starts_on date NOT NULL,
    close_after_days integer NOT NULL,
    reminder_days integer,
    groups jsonb NOT NULL,
    period_starts_on date NOT NULL,
    period_ends_on date NOT NULL,
    period_starts_at timestamp with time zone NOT NULL,
    period_ends_at timestamp with time zone NOT NULL,
    reminded_for date,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT meter_terms_closing_day_check CHECK (((closing_day >= 1) AND (closing_day <= 31))),
    CONSTRAINT meter_terms_period_ends_on_check CHECK ((period_ends_on >= period_starts_on))
);

ALTER TABLE ONLY public.meter_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mps_express_acceptances (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    terms_version integer NOT NULL,
    accepted_by text NOT NULL,
    accepted_by_id uuid NOT NULL,
    accepted_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mps_express_acceptances FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mps_express_contracts (
    organization_id uuid NOT NULL,
    automatic_confirmation boolean NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mps_express_contracts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mps_express_enrollments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    acceptance_id uuid NOT NULL,
    printers integer NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mps_express_enrollments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mps_express_memberships (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    enrollment_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    state text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_by text DEFAULT ''::text NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT mps_express_memberships_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'managed'::text, 'rejected'::text, 'removed'::text])))
);

ALTER TABLE ONLY public.mps_express_memberships FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mps_express_models (
    id uuid NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    model_key text NOT NULL COLLATE pg_catalog."C",
    supported boolean NOT NULL,
    maximum_lifetime_pages bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT mps_express_models_maximum_lifetime_pages_check CHECK ((maximum_lifetime_pages > 0))
);

CREATE TABLE public.mps_express_programme (
    id smallint NOT NULL,
    minimum_agent_version text NOT NULL,
    terms_version integer NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT mps_express_programme_id_check CHECK ((id = 1))
);

CREATE TABLE public.mps_express_terms (
    terms_version integer NOT NULL,
    languages text[] NOT NULL,
    texts text[] NOT NULL,
    published_by text NOT NULL,
    published_at timestamp with time zone NOT NULL
);

CREATE TABLE public.notification_marks (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.notification_marks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_import_results (
    organization_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line bigint NOT NULL,
    result text NOT NULL,
    number text NOT NULL,
    step text NOT NULL,
    order_id uuid,
    errors jsonb NOT NULL,
    part text DEFAULT ''::text NOT NULL,
    CONSTRAINT order_import_results_result_check CHECK ((result = ANY (ARRAY['imported'::text, 'existing'::text, 'invalid'::text])))
);

ALTER TABLE ONLY public.order_import_results FORCE ROW LEVEL SECURITY;

CREATE TABLE public.order_imports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    file_name text NOT NULL,
    separator text NOT NULL,
    separator_line boolean NOT NULL,
    byte_order_mark boolean NOT NULL,
    respelled_header boolean NOT NULL,
    row_count bigint NOT NULL,
    rows jsonb NOT NULL,
    CONSTRAINT order_imports_separator_check CHECK ((separator = ANY (ARRAY['comma'::text, 'semicolon'::text, 'tab'::text])))
);

ALTER TABLE ONLY public.order_imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organization_entitlements (
    organization_id uuid NOT NULL,
    entitlement text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    CONSTRAINT organization_entitlements_entitlement_check CHECK ((entitlement = 'mps_express'::text))
);

ALTER TABLE ONLY public.organization_entitlements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.organizations (
    id uuid NOT NULL,
    parent_id uuid,
    tier text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    language text,
    CONSTRAINT organizations_parent_id_check CHECK (((tier = 'operator'::text) = (parent_id IS NULL))),
    CONSTRAINT organizations_tier_check CHECK ((tier = ANY (ARRAY['operator'::text, 'parent'::text, 'child'::text])))
);

ALTER TABLE ONLY public.organizations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_alerts (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    id uuid NOT NULL,
    alert_key text NOT NULL COLLATE pg_catalog."C",
    severity text NOT NULL,
    alert_group text NOT NULL,
    code bigint,
    training text NOT NULL,
    description text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);

ALTER TABLE ONLY public.printer_alerts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_claims (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    address text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    sightings bigint NOT NULL
);

ALTER TABLE ONLY public.printer_claims FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_disconnections (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    silent_since timestamp with time zone NOT NULL,
    found_at timestamp with time zone NOT NULL,
    first_notice_at timestamp with time zone,
    last_notice_at timestamp with time zone,
    ended_at timestamp with time zone,
    connected boolean DEFAULT false NOT NULL,
    called_at timestamp with time zone,
    called_by text DEFAULT ''::text NOT NULL,
    call_note text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.printer_disconnections FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_enrollments (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    enrolled_at timestamp with time zone,
    enrolled_by text DEFAULT ''::text NOT NULL,
    source text DEFAULT 'none'::text NOT NULL,
    confirmed_to text DEFAULT ''::text NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by text DEFAULT ''::text NOT NULL,
    held_at timestamp with time zone,
    held_by text DEFAULT ''::text NOT NULL,
    hold_reason text DEFAULT ''::text NOT NULL,
    silence_expected boolean DEFAULT false NOT NULL,
    silence_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT printer_enrollments_source_check CHECK ((source = ANY (ARRAY['none'::text, 'customer'::text, 'operator'::text, 'mps_express'::text, 'upgrade'::text])))
);

ALTER TABLE ONLY public.printer_enrollments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_events (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    args jsonb NOT NULL,
    actor text NOT NULL
);

ALTER TABLE ONLY public.printer_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_fleets (
    organization_id uuid NOT NULL,
    revision bigint NOT NULL,
    printers bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.printer_fleets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_layouts (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    layout smallint NOT NULL,
    fingerprint bigint NOT NULL,
    supplies jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.printer_layouts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_meter_holds (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot integer NOT NULL,
    reason text NOT NULL,
    value bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT printer_meter_holds_reason_check CHECK ((reason = ANY (ARRAY['fell'::text, 'zero'::text, 'wrapped'::text, 'jumped'::text])))
);

ALTER TABLE ONLY public.printer_meter_holds FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_note_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    note_id uuid NOT NULL
);

ALTER TABLE ONLY public.printer_note_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_note_versions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    note_id uuid NOT NULL,
    version bigint NOT NULL,
    change text NOT NULL,
    text text NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT printer_note_versions_change_check CHECK ((change = ANY (ARRAY['created'::text, 'edited'::text, 'deleted'::text, 'restored'::text])))
);

ALTER TABLE ONLY public.printer_note_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_notes (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    text text NOT NULL,
    author text NOT NULL,
    changed_by text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone
);

ALTER TABLE ONLY public.printer_notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_poll_failures (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    failure text NOT NULL,
    detail text NOT NULL,
    seen text NOT NULL,
    since timestamp with time zone NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    usually_off bytea NOT NULL,
    CONSTRAINT printer_poll_failures_failure_check CHECK ((failure = ANY (ARRAY['no_answer'::text, 'host_unreachable'::text, 'network_unreachable'::text, 'port_closed'::text, 'snmp_silent'::text, 'access_refused'::text, 'access_removed'::text, 'other_printer'::text]))),
    CONSTRAINT printer_poll_failures_usually_off_check CHECK ((length(usually_off) = ANY (ARRAY[0, 21])))
);

ALTER TABLE ONLY public.printer_poll_failures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_serial_claims (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    weak_key text NOT NULL COLLATE pg_catalog."C",
    address text NOT NULL,
    model text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    sightings bigint NOT NULL
);

ALTER TABLE ONLY public.printer_serial_claims FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_states (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    journal integer NOT NULL,
    seq bigint NOT NULL,
    layout smallint NOT NULL,
    status smallint NOT NULL,
    status_text text NOT NULL,
    detected_errors integer NOT NULL,
    problems text NOT NULL,
    levels integer[] NOT NULL,
    meters bigint[] NOT NULL,
    input_levels integer[] NOT NULL,
    alerts bigint NOT NULL,
    uptime_seconds bigint,
    communicating boolean NOT NULL,
    life_count bigint NOT NULL,
    lowest_percent smallint NOT NULL,
    kept jsonb,
    state smallint GENERATED ALWAYS AS (
CASE
    WHEN communicating THEN (status)::integer
    ELSE 4
END) STORED NOT NULL,
    lowest_end date DEFAULT '9999-12-31'::date NOT NULL,
    CONSTRAINT printer_states_status_check CHECK (((status >= 0) AND (status <= 3)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY public.printer_states FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_supplies (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    slot smallint NOT NULL,
    supply_key text NOT NULL COLLATE pg_catalog."C",
    supply_index text NOT NULL,
    type text NOT NULL,
    class text NOT NULL,
    colorant text NOT NULL,
    description text NOT NULL,
    part_number text NOT NULL,
    serial_number text NOT NULL,
    unit text NOT NULL,
    max_capacity_raw bigint,
    present boolean NOT NULL,
    source text DEFAULT 'standard'::text NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.printer_supplies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printer_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    printer_id uuid NOT NULL
);

ALTER TABLE ONLY public.printer_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.printers (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    identity_key text NOT NULL COLLATE pg_catalog."C",
    weak_key text NOT NULL COLLATE pg_catalog."C",
    site_id uuid,
    agent_id uuid,
    manufacturer text NOT NULL,
    model text NOT NULL,
    serial_number text NOT NULL,
    address text NOT NULL,
    port integer NOT NULL,
    host_name text NOT NULL,
    hardware_address text NOT NULL,
    device_location text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    firmware text NOT NULL,
    features text[] NOT NULL,
    inputs jsonb NOT NULL,
    meters jsonb NOT NULL,
    under_contract boolean DEFAULT false NOT NULL,
    managed text DEFAULT 'none'::text NOT NULL,
    contact_id uuid,
    discovered_at timestamp with time zone NOT NULL,
    deregistered_at timestamp with time zone,
    described_at timestamp with time zone NOT NULL,
    fingerprint bigint NOT NULL,
    layout smallint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    manufacturer_key text NOT NULL COLLATE pg_catalog."C",
    model_key text NOT NULL COLLATE pg_catalog."C",
    serial_key text NOT NULL COLLATE pg_catalog."C",
    address_key text NOT NULL COLLATE pg_catalog."C",
    host_key text NOT NULL COLLATE pg_catalog."C",
    location_key text NOT NULL COLLATE pg_catalog."C",
    high_volume_since timestamp with time zone,
    deregistered_by text DEFAULT ''::text NOT NULL,
    registration_problem text DEFAULT 'none'::text NOT NULL,
    registered_as text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    registration_by text DEFAULT ''::text NOT NULL,
    registration_reason text DEFAULT ''::text NOT NULL,
    contract_id uuid,
    origins jsonb DEFAULT '[]'::jsonb NOT NULL,
    certificate text DEFAULT ''::text NOT NULL,
    certificate_ends timestamp with time zone,
    CONSTRAINT printers_certificate_check CHECK ((length(certificate) <= 64)),
    CONSTRAINT printers_contract_id_check CHECK ((under_contract = (contract_id IS NOT NULL))),
    CONSTRAINT printers_managed_check CHECK ((managed = ANY (ARRAY['none'::text, 'pending_mps_express'::text, 'mps_express'::text]))),
    CONSTRAINT printers_registration_problem_check CHECK ((registration_problem = ANY (ARRAY['none'::text, 'serial_missing'::text, 'serial_registered_elsewhere'::text, 'model_unknown'::text])))
);

ALTER TABLE ONLY public.printers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.reading_gaps (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    received_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.reading_gaps FORCE ROW LEVEL SECURITY;

CREATE TABLE public.reading_journals (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    number integer NOT NULL,
    acknowledged_seq bigint NOT NULL,
    received bigint[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    digests bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    address text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.reading_journals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.readings (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    observed_at timestamp with time zone NOT NULL,
    journal integer NOT NULL,
    seq bigint NOT NULL,
    previous_at timestamp with time zone,
    layout smallint NOT NULL,
    status smallint NOT NULL,
    levels integer[] NOT NULL,
    meters bigint[] NOT NULL
)
PARTITION BY RANGE (observed_at);

ALTER TABLE ONLY public.readings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.recovery_codes (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL
);

ALTER TABLE ONLY public.recovery_codes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.recurring_jobs (
    name text NOT NULL,
    last_period bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    forget_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_state text,
    problem_code text,
    CONSTRAINT recurring_jobs_end_state_check CHECK ((end_state = ANY (ARRAY['completed'::text, 'completed_with_errors'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT recurring_jobs_ended_at_check CHECK (((ended_at IS NULL) = (end_state IS NULL)))
);

CREATE TABLE public.refused_readings (
    organization_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    boot_epoch bigint NOT NULL,
    seq bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    code text NOT NULL,
    fields jsonb NOT NULL,
    reading text NOT NULL
);

ALTER TABLE ONLY public.refused_readings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.replenishment_cartridges (
    organization_id uuid NOT NULL,
    cartridge bigint NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    removed_on date NOT NULL
);

ALTER TABLE ONLY public.replenishment_cartridges FORCE ROW LEVEL SECURITY;

CREATE TABLE public.replenishment_fleets (
    organization_id uuid NOT NULL,
    state_version integer NOT NULL,
    state bytea NOT NULL
);

ALTER TABLE ONLY public.replenishment_fleets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.replenishment_printers (
    organization_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    first_end date,
    supplied integer NOT NULL,
    supplies bytea NOT NULL,
    estimated_at timestamp with time zone,
    estimates bytea
)
WITH (fillfactor='50', toast_tuple_target='8160');
ALTER TABLE ONLY public.replenishment_printers ALTER COLUMN supplies SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.replenishment_printers ALTER COLUMN estimates SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.replenishment_printers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.replenishment_sites (
    organization_id uuid NOT NULL,
    site_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    state_version integer NOT NULL,
    state bytea NOT NULL
);

ALTER TABLE ONLY public.replenishment_sites FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_files (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    language text NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY public.report_files ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.report_files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_runs (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    asked_by text NOT NULL,
    state text NOT NULL,
    rows bigint,
    problem text,
    sent_to text[] NOT NULL,
    skipped text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    file_until timestamp with time zone,
    CONSTRAINT report_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.report_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.saved_views (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    owner text NOT NULL,
    list text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    shared boolean NOT NULL,
    query text NOT NULL,
    filters text NOT NULL,
    columns jsonb NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT saved_views_list_check CHECK ((list = ANY (ARRAY['printers'::text, 'supply_orders'::text, 'supplies_status'::text, 'cartridges'::text])))
);

ALTER TABLE ONLY public.saved_views FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scheduled_reports (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_home uuid NOT NULL,
    owner_id uuid NOT NULL,
    owner text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL,
    view_id uuid,
    filters text NOT NULL,
    format text NOT NULL,
    every text NOT NULL,
    first_on date NOT NULL,
    at_hour integer NOT NULL,
    time_zone text NOT NULL,
    recipients jsonb NOT NULL,
    enabled boolean NOT NULL,
    paused_because text,
    next_run_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT scheduled_reports_at_hour_check CHECK (((at_hour >= 0) AND (at_hour <= 23))),
    CONSTRAINT scheduled_reports_next_run_at_check CHECK ((enabled = (next_run_at IS NOT NULL)))
);

ALTER TABLE ONLY public.scheduled_reports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.second_factors (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret bytea NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.second_factors FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_desks (
    organization_id uuid NOT NULL,
    settings jsonb NOT NULL,
    version bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.service_desks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_request_alerts (
    organization_id uuid NOT NULL,
    alert_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    request_id uuid NOT NULL
);

ALTER TABLE ONLY public.service_request_alerts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_request_attachments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    file_name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY public.service_request_attachments ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.service_request_attachments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_request_events (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    text text NOT NULL,
    internal boolean NOT NULL,
    CONSTRAINT service_request_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'started'::text, 'completed'::text, 'cancelled'::text, 'reopened'::text, 'commented'::text, 'noted'::text, 'assigned'::text, 'unassigned'::text, 'attached'::text, 'alert_cleared'::text, 'printer_gone'::text, 'contract_removed'::text, 'contract_not_removed'::text])))
);

ALTER TABLE ONLY public.service_request_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_request_number_keys (
    id smallint NOT NULL,
    key text NOT NULL
);

CREATE SEQUENCE public.service_request_numbers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.service_request_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    request_id uuid NOT NULL
);

ALTER TABLE ONLY public.service_request_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.service_requests (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    source text NOT NULL,
    state text NOT NULL,
    service text NOT NULL,
    kind text NOT NULL,
    service_name text NOT NULL,
    printer_id uuid,
    printer_manufacturer text NOT NULL,
    printer_model text NOT NULL,
    printer_serial_number text NOT NULL,
    site_id uuid,
    site_name text NOT NULL,
    summary text NOT NULL,
    description text NOT NULL,
    error_code text NOT NULL,
    item text NOT NULL,
    quantity integer,
    severity integer,
    category text NOT NULL,
    application text NOT NULL,
    source_reference text NOT NULL,
    wanted_on date,
    new_location text NOT NULL,
    alert_severity text NOT NULL,
    alert_group text NOT NULL,
    requester_id uuid,
    requester text NOT NULL,
    requester_first_name text NOT NULL,
    requester_last_name text NOT NULL,
    requester_email text NOT NULL,
    requester_language text NOT NULL,
    contact_name text NOT NULL,
    contact_email text NOT NULL,
    contact_phone text NOT NULL,
    assignee text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    closed_at timestamp with time zone,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT service_requests_closed_at_check CHECK (((closed_at IS NULL) = (state = ANY (ARRAY['new'::text, 'in_progress'::text])))),
    CONSTRAINT service_requests_severity_check CHECK (((severity >= 1) AND (severity <= 4))),
    CONSTRAINT service_requests_source_check CHECK ((source = ANY (ARRAY['person'::text, 'incident'::text]))),
    CONSTRAINT service_requests_state_check CHECK ((state = ANY (ARRAY['new'::text, 'in_progress'::text, 'completed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.service_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sessions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    must_change_password boolean NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    method text DEFAULT 'password'::text NOT NULL,
    CONSTRAINT sessions_method_check CHECK ((method = ANY (ARRAY['password'::text, 'provider'::text])))
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.setup_links (
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.shared_external_ids (
    kind text NOT NULL,
    system_key text NOT NULL COLLATE pg_catalog."C",
    external_id text NOT NULL COLLATE pg_catalog."C",
    thing_id uuid NOT NULL,
    system text NOT NULL,
    CONSTRAINT shared_external_ids_kind_check CHECK ((kind = 'catalog_item'::text))
);

CREATE TABLE public.shelf_count_links (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    site_id uuid,
    printer_id uuid,
    sent_to text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT shelf_count_links_scope_check CHECK ((num_nonnulls(site_id, printer_id) = 1))
);

ALTER TABLE ONLY public.shelf_count_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.shelf_movements (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    cause text NOT NULL,
    quantity integer NOT NULL,
    shelf_before integer NOT NULL,
    shelf_after integer NOT NULL,
    day date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    order_number text NOT NULL,
    other_printer_id uuid,
    counted integer,
    CONSTRAINT shelf_movements_cause_check CHECK ((cause = ANY (ARRAY['opening'::text, 'delivered'::text, 'returned'::text, 'installed'::text, 'lent'::text, 'put_back'::text, 'moved'::text, 'doubted'::text, 'found'::text, 'counted'::text, 'corrected'::text]))),
    CONSTRAINT shelf_movements_shelf_after_check CHECK (((shelf_after = (shelf_before + quantity)) AND (shelf_after >= 0)))
);

ALTER TABLE ONLY public.shelf_movements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.shipment_lines (
    organization_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    line_id uuid NOT NULL,
    quantity integer NOT NULL,
    returned integer DEFAULT 0 NOT NULL,
    CONSTRAINT shipment_lines_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT shipment_lines_returned_check CHECK (((returned >= 0) AND (returned <= quantity)))
);

ALTER TABLE ONLY public.shipment_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.shipments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    carrier text NOT NULL,
    tracking_number text NOT NULL,
    shipped_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    contact jsonb NOT NULL,
    tracking_key text GENERATED ALWAYS AS (lower(replace(tracking_number, ' '::text, ''::text))) STORED NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY public.shipments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sign_in_policies (
    organization_id uuid NOT NULL,
    require_second_factor boolean NOT NULL,
    version bigint NOT NULL
);

ALTER TABLE ONLY public.sign_in_policies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sign_in_tries (
    key_hash bytea NOT NULL,
    full_again_at timestamp with time zone NOT NULL,
    CONSTRAINT sign_in_tries_key_hash_check CHECK ((octet_length(key_hash) = 32))
);

CREATE TABLE public.sites (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    street1 text NOT NULL,
    street2 text NOT NULL,
    street3 text NOT NULL,
    building text NOT NULL,
    floor text NOT NULL,
    room text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.sites FORCE ROW LEVEL SECURITY;

CREATE TABLE public.spares_rules (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    model_key text COLLATE pg_catalog."C",
    site_id uuid,
    printer_id uuid,
    part_key text NOT NULL COLLATE pg_catalog."C",
    manufacturer text NOT NULL,
    model text NOT NULL,
    part_number text NOT NULL,
    spares_kept integer NOT NULL,
    together boolean NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT spares_rules_scope_check CHECK ((num_nonnulls(model_key, site_id, printer_id) <= 1)),
    CONSTRAINT spares_rules_spares_kept_check CHECK (((spares_kept >= 0) AND (spares_kept <= 20)))
);

ALTER TABLE ONLY public.spares_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.statement_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    statement_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    manufacturer text NOT NULL,
    model text NOT NULL,
    serial_number text NOT NULL,
    serial_key text NOT NULL COLLATE pg_catalog."C",
    meter_group text NOT NULL,
    group_place integer NOT NULL,
    start_value bigint,
    end_value bigint,
    adjustment bigint NOT NULL,
    start_origin text NOT NULL,
    end_origin text NOT NULL,
    start_basis jsonb NOT NULL,
    end_basis jsonb NOT NULL,
    found_start_value bigint,
    found_end_value bigint,
    reason text DEFAULT ''::text NOT NULL,
    corrected_by text DEFAULT ''::text NOT NULL,
    corrected_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT statement_lines_end_origin_check CHECK ((end_origin = ANY (ARRAY['read'::text, 'by_hand'::text, 'interpolated'::text, 'carried_forward'::text, 'corrected'::text, 'missing'::text]))),
    CONSTRAINT statement_lines_start_origin_check CHECK ((start_origin = ANY (ARRAY['read'::text, 'by_hand'::text, 'interpolated'::text, 'carried_forward'::text, 'corrected'::text, 'missing'::text])))
);

ALTER TABLE ONLY public.statement_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.statements (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    contract_id uuid NOT NULL,
    contract_number text NOT NULL,
    contract_name text NOT NULL,
    period_starts_on date NOT NULL,
    period_ends_on date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    time_zone text NOT NULL,
    groups jsonb NOT NULL,
    state text NOT NULL,
    approved_by text DEFAULT ''::text NOT NULL,
    approved_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT statements_approved_at_check CHECK (((state = 'approved'::text) = (approved_at IS NOT NULL))),
    CONSTRAINT statements_period_ends_on_check CHECK ((period_ends_on >= period_starts_on)),
    CONSTRAINT statements_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text])))
);

ALTER TABLE ONLY public.statements FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_cart_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    printer_id uuid NOT NULL,
    supply_slot integer NOT NULL,
    item_id uuid,
    quantity integer NOT NULL,
    CONSTRAINT supply_cart_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999)))
);

ALTER TABLE ONLY public.supply_cart_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_carts (
    organization_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.supply_carts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_order_comments (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    author text NOT NULL,
    text text NOT NULL,
    internal boolean NOT NULL
);

ALTER TABLE ONLY public.supply_order_comments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_order_events (
    organization_id uuid NOT NULL,
    order_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    action text NOT NULL,
    actor text NOT NULL,
    note text NOT NULL,
    other_order_id uuid,
    other_order_number text NOT NULL
);

ALTER TABLE ONLY public.supply_order_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_order_lines (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    "position" integer NOT NULL,
    printer_id uuid NOT NULL,
    printer_serial_number text NOT NULL,
    printer_model text NOT NULL,
    printer_location text NOT NULL,
    supply_slot integer NOT NULL,
    item_id uuid,
    item_part_number text NOT NULL,
    item_name text NOT NULL,
    item_colorant text NOT NULL,
    item_yield_pages integer NOT NULL,
    quantity integer NOT NULL,
    need integer DEFAULT 0 NOT NULL,
    open boolean NOT NULL,
    reason jsonb NOT NULL,
    cancelled integer DEFAULT 0 NOT NULL,
    shipped integer DEFAULT 0 NOT NULL,
    delivered integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    returned integer DEFAULT 0 NOT NULL,
    on_back_order boolean DEFAULT false NOT NULL,
    expected_on date,
    state_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT supply_order_lines_pieces_check CHECK (((cancelled >= 0) AND (shipped >= 0) AND (delivered >= 0) AND (refused >= 0) AND (returned >= 0) AND ((cancelled + shipped) <= quantity) AND ((delivered + refused) <= shipped) AND (returned <= delivered))),
    CONSTRAINT supply_order_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 999)))
);

ALTER TABLE ONLY public.supply_order_lines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_order_number_keys (
    id smallint NOT NULL,
    key text NOT NULL
);

CREATE SEQUENCE public.supply_order_numbers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.supply_order_rules (
    organization_id uuid NOT NULL,
    most_of_item integer NOT NULL,
    most_in_cart integer NOT NULL,
    approve_people boolean NOT NULL,
    approve_extra boolean NOT NULL,
    approve_generic boolean NOT NULL,
    approve_above_quantity integer,
    approve_above_amount_minor bigint,
    approve_currency text NOT NULL,
    approve_own boolean NOT NULL,
    service_desk text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT supply_order_rules_most_in_cart_check CHECK (((most_in_cart >= 1) AND (most_in_cart <= 9999))),
    CONSTRAINT supply_order_rules_most_of_item_check CHECK (((most_of_item >= 1) AND (most_of_item <= 999)))
);

ALTER TABLE ONLY public.supply_order_rules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_order_terms (
    organization_id uuid NOT NULL,
    term text NOT NULL COLLATE pg_catalog."C",
    line_id uuid NOT NULL
);

ALTER TABLE ONLY public.supply_order_terms FORCE ROW LEVEL SECURITY;

CREATE TABLE public.supply_orders (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    number text NOT NULL,
    state text NOT NULL,
    source text NOT NULL,
    ordered_by text NOT NULL,
    site_id uuid,
    site_name text NOT NULL,
    contact_id uuid,
    contact jsonb NOT NULL,
    state_reason text NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    family_id uuid NOT NULL,
    merged_into uuid,
    ordered_by_id uuid,
    comment text DEFAULT ''::text NOT NULL,
    desired_on date,
    due_on date NOT NULL,
    waits_for jsonb DEFAULT '[]'::jsonb NOT NULL,
    packed_at timestamp with time zone,
    packed_for jsonb,
    ordered_by_key text GENERATED ALWAYS AS (lower(ordered_by)) STORED NOT NULL COLLATE pg_catalog."C",
    assignee text DEFAULT ''::text NOT NULL,
    CONSTRAINT supply_orders_source_check CHECK ((source = ANY (ARRAY['replenishment'::text, 'person'::text, 'extra'::text]))),
    CONSTRAINT supply_orders_state_check CHECK ((state = ANY (ARRAY['awaiting_approval'::text, 'submitted'::text, 'confirmed'::text, 'on_back_order'::text, 'partly_shipped'::text, 'shipped'::text, 'delivered'::text, 'returned'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.supply_orders FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.supply_orders.contact IS 'who it went to, as booked when it was shipped or cancelled; before that the contact itself counts';

CREATE TABLE public.table_classes (
    table_name text NOT NULL,
    class text NOT NULL,
    organization_column text,
    CONSTRAINT table_classes_class_check CHECK ((class = ANY (ARRAY['customer'::text, 'reference'::text, 'local'::text]))),
    CONSTRAINT table_classes_organization_column_check CHECK (((class = 'customer'::text) = (organization_column IS NOT NULL)))
);

CREATE TABLE public.task_items (
    organization_id uuid NOT NULL,
    task_id uuid NOT NULL,
    number bigint NOT NULL,
    outcome text NOT NULL,
    subject text NOT NULL,
    object_id uuid,
    code text NOT NULL,
    args jsonb NOT NULL,
    CONSTRAINT task_items_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'skipped'::text, 'partly'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.task_items FORCE ROW LEVEL SECURITY;

CREATE TABLE public.tasks (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    created_by uuid,
    created_by_name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    run_at timestamp with time zone NOT NULL,
    input jsonb NOT NULL,
    checkpoint jsonb,
    progress_done bigint DEFAULT 0 NOT NULL,
    progress_total bigint DEFAULT 0 NOT NULL,
    items_failed bigint DEFAULT 0 NOT NULL,
    problem_code text,
    problem_args jsonb,
    unique_key text,
    cancel_requested boolean DEFAULT false NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    retry_at timestamp with time zone,
    lease_until timestamp with time zone,
    lease_number bigint DEFAULT 0 NOT NULL,
    origin jsonb,
    holder integer,
    covers_below boolean DEFAULT false NOT NULL,
    CONSTRAINT tasks_finished_at_check CHECK (((state = ANY (ARRAY['queued'::text, 'running'::text])) = (finished_at IS NULL))),
    CONSTRAINT tasks_lease_until_check CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
    CONSTRAINT tasks_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'completed_with_errors'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.users (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL COLLATE pg_catalog."C",
    first_name text NOT NULL,
    last_name text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    language text NOT NULL,
    time_zone text NOT NULL,
    roles text[] NOT NULL,
    child_organization_access boolean NOT NULL,
    state text NOT NULL,
    last_sign_in_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    mail_alerts boolean DEFAULT true NOT NULL,
    mail_approvals boolean DEFAULT true NOT NULL,
    mail_reports boolean DEFAULT true NOT NULL,
    recent_only boolean DEFAULT false NOT NULL,
    CONSTRAINT users_roles_check CHECK ((cardinality(roles) > 0)),
    CONSTRAINT users_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'disabled'::text])))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;

CREATE TABLE public.view_defaults (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    list text NOT NULL,
    view_id uuid NOT NULL
);

ALTER TABLE ONLY public.view_defaults FORCE ROW LEVEL SECURITY;

CREATE TABLE public.webhook_attempts (
    organization_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer NOT NULL,
    duration_ms bigint NOT NULL,
    answer text NOT NULL,
    error text NOT NULL
);

ALTER TABLE ONLY public.webhook_attempts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.webhook_deliveries (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    event_id uuid NOT NULL,
    event_type text NOT NULL,
    source_organization_id uuid NOT NULL,
    payload text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    failed_at timestamp with time zone,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    next_attempt_at timestamp with time zone,
    give_up_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    lease_number bigint DEFAULT 0 NOT NULL,
    CONSTRAINT webhook_deliveries_next_attempt_at_check CHECK (((state = 'queued'::text) = (next_attempt_at IS NOT NULL))),
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.webhook_deliveries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.webhook_endpoints (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL,
    description text NOT NULL,
    event_types text[] NOT NULL,
    child_organizations boolean NOT NULL,
    enabled boolean NOT NULL,
    disabled_reason text,
    disabled_at timestamp with time zone,
    secret_sealed bytea NOT NULL,
    former_secret_sealed bytea,
    former_secret_until timestamp with time zone,
    created_by text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    failing_since timestamp with time zone,
    last_success_at timestamp with time zone,
    held_until timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    CONSTRAINT webhook_endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['failing'::text, 'gone'::text])))
);

ALTER TABLE ONLY public.webhook_endpoints FORCE ROW LEVEL SECURITY;

CREATE TABLE public.what_if_runs (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    input jsonb NOT NULL,
    outcome jsonb,
    finished_at timestamp with time zone
);

ALTER TABLE ONLY public.what_if_runs FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY public.agent_commands
    ADD CONSTRAINT agent_commands_pkey PRIMARY KEY (organization_id, agent_id, id);

ALTER TABLE ONLY public.agent_contacts
    ADD CONSTRAINT agent_contacts_pkey PRIMARY KEY (organization_id, agent_id);

ALTER TABLE ONLY public.agent_diagnostics
    ADD CONSTRAINT agent_diagnostics_pkey PRIMARY KEY (organization_id, agent_id, id);

ALTER TABLE ONLY public.agent_duties
    ADD CONSTRAINT agent_duties_pkey PRIMARY KEY (organization_id, agent_id);

ALTER TABLE ONLY public.agent_packages
    ADD CONSTRAINT agent_packages_agent_version_architecture_key UNIQUE (agent_version, architecture);

ALTER TABLE ONLY public.agent_packages
    ADD CONSTRAINT agent_packages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agent_poll_summaries
    ADD CONSTRAINT agent_poll_summaries_pkey PRIMARY KEY (organization_id, agent_id);

ALTER TABLE ONLY public.agent_site_notices
    ADD CONSTRAINT agent_site_notices_pkey PRIMARY KEY (organization_id, site_id, kind);

ALTER TABLE ONLY public.agent_version_rules
    ADD CONSTRAINT agent_version_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agent_version_states
    ADD CONSTRAINT agent_version_states_pkey PRIMARY KEY (organization_id, agent_id);

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_organization_id_name_key_key UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.alert_conditions
    ADD CONSTRAINT alert_conditions_pkey PRIMARY KEY (organization_id, rule_id, printer_id, slot);

ALTER TABLE ONLY public.alert_mutes
    ADD CONSTRAINT alert_mutes_pkey PRIMARY KEY (organization_id, printer_id);

ALTER TABLE ONLY public.alert_notices
    ADD CONSTRAINT alert_notices_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.alert_rules
    ADD CONSTRAINT alert_rules_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.alert_sendings
    ADD CONSTRAINT alert_sendings_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT audit_events_pkey PRIMARY KEY (organization_id, at, id);

ALTER TABLE ONLY public.audit_object_terms
    ADD CONSTRAINT audit_object_terms_pkey PRIMARY KEY (organization_id, term, object_id, id);

ALTER TABLE ONLY public.cartridge_records
    ADD CONSTRAINT cartridge_records_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.cartridges_in_printers
    ADD CONSTRAINT cartridges_in_printers_pkey PRIMARY KEY (organization_id, printer_id, supply_slot);

ALTER TABLE ONLY public.catalog_fleet_counts
    ADD CONSTRAINT catalog_fleet_counts_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.catalog_fleet_models
    ADD CONSTRAINT catalog_fleet_models_pkey PRIMARY KEY (organization_id, model_id, manufacturer, model);

ALTER TABLE ONLY public.catalog_fleet_supplies
    ADD CONSTRAINT catalog_fleet_supplies_pkey PRIMARY KEY (organization_id, model_id, supply_type, colorant);

ALTER TABLE ONLY public.catalog_import_results
    ADD CONSTRAINT catalog_import_results_pkey PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.catalog_imports
    ADD CONSTRAINT catalog_imports_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.catalog_item_models
    ADD CONSTRAINT catalog_item_models_pkey PRIMARY KEY (model_key, item_id);

ALTER TABLE ONLY public.catalog_items
    ADD CONSTRAINT catalog_items_part_number_key UNIQUE (part_number_key);

ALTER TABLE ONLY public.catalog_items
    ADD CONSTRAINT catalog_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_models
    ADD CONSTRAINT catalog_models_model_key_key UNIQUE (model_key);

ALTER TABLE ONLY public.catalog_models
    ADD CONSTRAINT catalog_models_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_preferences
    ADD CONSTRAINT catalog_preferences_pkey PRIMARY KEY (model_id, supply_type, colorant);

ALTER TABLE ONLY public.contact_import_results
    ADD CONSTRAINT contact_import_results_pkey PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.contact_imports
    ADD CONSTRAINT contact_imports_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.contact_terms
    ADD CONSTRAINT contact_terms_pkey PRIMARY KEY (organization_id, term, contact_id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.contract_model_terms
    ADD CONSTRAINT contract_model_terms_pkey PRIMARY KEY (model_id);

ALTER TABLE ONLY public.contract_operator_terms
    ADD CONSTRAINT contract_operator_terms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contract_site_terms
    ADD CONSTRAINT contract_site_terms_pkey PRIMARY KEY (organization_id, site_id);

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT contracts_number_key_key UNIQUE (organization_id, number_key);

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT contracts_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_pkey PRIMARY KEY (organization_id, user_id);

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_organization_id_document_id_number_key UNIQUE (organization_id, document_id, number);

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.email_changes
    ADD CONSTRAINT email_changes_pkey PRIMARY KEY (organization_id, user_id);

ALTER TABLE ONLY public.external_ids
    ADD CONSTRAINT external_ids_pkey PRIMARY KEY (organization_id, kind, system_key, external_id);

ALTER TABLE ONLY public.external_links
    ADD CONSTRAINT external_links_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.first_starts
    ADD CONSTRAINT first_starts_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.fleet_figures
    ADD CONSTRAINT fleet_figures_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.fleet_months
    ADD CONSTRAINT fleet_months_pkey PRIMARY KEY (organization_id, month);

ALTER TABLE ONLY public.fleet_places
    ADD CONSTRAINT fleet_places_pkey PRIMARY KEY (organization_id, country, city);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, key_hash);

ALTER TABLE ONLY public.identity_providers
    ADD CONSTRAINT identity_providers_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.loose_readings
    ADD CONSTRAINT loose_readings_pkey PRIMARY KEY (organization_id, journal, seq);

ALTER TABLE ONLY public.mail_attempts
    ADD CONSTRAINT mail_attempts_pkey PRIMARY KEY (organization_id, mail_id, id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.meter_read_import_results
    ADD CONSTRAINT meter_read_import_results_pkey PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.meter_read_imports
    ADD CONSTRAINT meter_read_imports_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.meter_reads
    ADD CONSTRAINT meter_reads_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.meter_terms
    ADD CONSTRAINT meter_terms_pkey PRIMARY KEY (organization_id, contract_id);

ALTER TABLE ONLY public.mps_express_acceptances
    ADD CONSTRAINT mps_express_acceptances_accepted_by_id_key UNIQUE (organization_id, terms_version, accepted_by_id);

ALTER TABLE ONLY public.mps_express_acceptances
    ADD CONSTRAINT mps_express_acceptances_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.mps_express_contracts
    ADD CONSTRAINT mps_express_contracts_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.mps_express_enrollments
    ADD CONSTRAINT mps_express_enrollments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.mps_express_memberships
    ADD CONSTRAINT mps_express_memberships_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.mps_express_models
    ADD CONSTRAINT mps_express_models_model_key_key UNIQUE (model_key);

ALTER TABLE ONLY public.mps_express_models
    ADD CONSTRAINT mps_express_models_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mps_express_programme
    ADD CONSTRAINT mps_express_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mps_express_terms
    ADD CONSTRAINT mps_express_terms_pkey PRIMARY KEY (terms_version);

ALTER TABLE ONLY public.notification_marks
    ADD CONSTRAINT notification_marks_pkey PRIMARY KEY (organization_id, user_id);

ALTER TABLE ONLY public.order_import_results
    ADD CONSTRAINT order_import_results_pkey PRIMARY KEY (organization_id, import_id, line);

ALTER TABLE ONLY public.order_imports
    ADD CONSTRAINT order_imports_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.organization_entitlements
    ADD CONSTRAINT organization_entitlements_pkey PRIMARY KEY (organization_id, entitlement);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.printer_alerts
    ADD CONSTRAINT printer_alerts_pkey PRIMARY KEY (organization_id, printer_id, id);

ALTER TABLE ONLY public.printer_claims
    ADD CONSTRAINT printer_claims_pkey PRIMARY KEY (organization_id, printer_id, agent_id);

ALTER TABLE ONLY public.printer_disconnections
    ADD CONSTRAINT printer_disconnections_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.printer_enrollments
    ADD CONSTRAINT printer_enrollments_pkey PRIMARY KEY (organization_id, printer_id);

ALTER TABLE ONLY public.printer_events
    ADD CONSTRAINT printer_events_pkey PRIMARY KEY (organization_id, printer_id, at, id);

ALTER TABLE ONLY public.printer_fleets
    ADD CONSTRAINT printer_fleets_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.printer_layouts
    ADD CONSTRAINT printer_layouts_pkey PRIMARY KEY (organization_id, printer_id, layout);

ALTER TABLE ONLY public.printer_meter_holds
    ADD CONSTRAINT printer_meter_holds_pkey PRIMARY KEY (organization_id, printer_id, slot);

ALTER TABLE ONLY public.printer_note_terms
    ADD CONSTRAINT printer_note_terms_pkey PRIMARY KEY (organization_id, term, note_id);

ALTER TABLE ONLY public.printer_note_versions
    ADD CONSTRAINT printer_note_versions_organization_id_note_id_version_key UNIQUE (organization_id, note_id, version);

ALTER TABLE ONLY public.printer_note_versions
    ADD CONSTRAINT printer_note_versions_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.printer_notes
    ADD CONSTRAINT printer_notes_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.printer_poll_failures
    ADD CONSTRAINT printer_poll_failures_pkey PRIMARY KEY (organization_id, printer_id);

ALTER TABLE ONLY public.printer_serial_claims
    ADD CONSTRAINT printer_serial_claims_pkey PRIMARY KEY (organization_id, printer_id, weak_key);

ALTER TABLE ONLY public.printer_states
    ADD CONSTRAINT printer_states_pkey PRIMARY KEY (organization_id, printer_id) INCLUDE (state, communicating, lowest_percent, lowest_end);

ALTER TABLE ONLY public.printer_supplies
    ADD CONSTRAINT printer_supplies_organization_id_printer_id_supply_key_key UNIQUE (organization_id, printer_id, supply_key);

ALTER TABLE ONLY public.printer_supplies
    ADD CONSTRAINT printer_supplies_pkey PRIMARY KEY (organization_id, printer_id, slot);

ALTER TABLE ONLY public.printer_terms
    ADD CONSTRAINT printer_terms_pkey PRIMARY KEY (organization_id, term, printer_id);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_organization_id_identity_key_key UNIQUE (organization_id, identity_key);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.reading_gaps
    ADD CONSTRAINT reading_gaps_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch, first_seq);

ALTER TABLE ONLY public.reading_journals
    ADD CONSTRAINT reading_journals_organization_id_number_key UNIQUE (organization_id, number);

ALTER TABLE ONLY public.reading_journals
    ADD CONSTRAINT reading_journals_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (organization_id, printer_id, observed_at, journal, seq);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (organization_id, user_id, code_hash);

ALTER TABLE ONLY public.recurring_jobs
    ADD CONSTRAINT recurring_jobs_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.refused_readings
    ADD CONSTRAINT refused_readings_pkey PRIMARY KEY (organization_id, agent_id, boot_epoch, seq);

ALTER TABLE ONLY public.replenishment_cartridges
    ADD CONSTRAINT replenishment_cartridges_pkey PRIMARY KEY (organization_id, cartridge);

ALTER TABLE ONLY public.replenishment_fleets
    ADD CONSTRAINT replenishment_fleets_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.replenishment_printers
    ADD CONSTRAINT replenishment_printers_pkey PRIMARY KEY (organization_id, printer_id);

ALTER TABLE ONLY public.replenishment_sites
    ADD CONSTRAINT replenishment_sites_pkey PRIMARY KEY (organization_id, site_id, contact_id);

ALTER TABLE ONLY public.report_files
    ADD CONSTRAINT report_files_organization_id_run_id_language_key UNIQUE (organization_id, run_id, language);

ALTER TABLE ONLY public.report_files
    ADD CONSTRAINT report_files_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.report_runs
    ADD CONSTRAINT report_runs_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.scheduled_reports
    ADD CONSTRAINT scheduled_reports_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.second_factors
    ADD CONSTRAINT second_factors_pkey PRIMARY KEY (organization_id, user_id);

ALTER TABLE ONLY public.service_desks
    ADD CONSTRAINT service_desks_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.service_request_alerts
    ADD CONSTRAINT service_request_alerts_pkey PRIMARY KEY (organization_id, alert_id);

ALTER TABLE ONLY public.service_request_attachments
    ADD CONSTRAINT service_request_attachments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.service_request_events
    ADD CONSTRAINT service_request_events_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.service_request_number_keys
    ADD CONSTRAINT service_request_number_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.service_request_terms
    ADD CONSTRAINT service_request_terms_pkey PRIMARY KEY (organization_id, term, request_id);

ALTER TABLE ONLY public.service_requests
    ADD CONSTRAINT service_requests_organization_id_number_key UNIQUE (organization_id, number);

ALTER TABLE ONLY public.service_requests
    ADD CONSTRAINT service_requests_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.setup_links
    ADD CONSTRAINT setup_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shared_external_ids
    ADD CONSTRAINT shared_external_ids_pkey PRIMARY KEY (kind, system_key, external_id);

ALTER TABLE ONLY public.shelf_count_links
    ADD CONSTRAINT shelf_count_links_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.shelf_movements
    ADD CONSTRAINT shelf_movements_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_pkey PRIMARY KEY (organization_id, shipment_id, line_id);

ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.sign_in_policies
    ADD CONSTRAINT sign_in_policies_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.sign_in_tries
    ADD CONSTRAINT sign_in_tries_pkey PRIMARY KEY (key_hash);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_organization_id_name_key_key UNIQUE (organization_id, name_key);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.spares_rules
    ADD CONSTRAINT spares_rules_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.statement_lines
    ADD CONSTRAINT statement_lines_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.statement_lines
    ADD CONSTRAINT statement_lines_printer_id_group_place_key UNIQUE (organization_id, statement_id, printer_id, group_place);

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_organization_id_contract_id_period_ends_on_key UNIQUE (organization_id, contract_id, period_ends_on);

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.supply_cart_lines
    ADD CONSTRAINT supply_cart_lines_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.supply_carts
    ADD CONSTRAINT supply_carts_pkey PRIMARY KEY (organization_id, owner_id);

ALTER TABLE ONLY public.supply_order_comments
    ADD CONSTRAINT supply_order_comments_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.supply_order_events
    ADD CONSTRAINT supply_order_events_pkey PRIMARY KEY (organization_id, order_id, id);

ALTER TABLE ONLY public.supply_order_lines
    ADD CONSTRAINT supply_order_lines_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.supply_order_number_keys
    ADD CONSTRAINT supply_order_number_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supply_order_rules
    ADD CONSTRAINT supply_order_rules_pkey PRIMARY KEY (organization_id);

ALTER TABLE ONLY public.supply_order_terms
    ADD CONSTRAINT supply_order_terms_pkey PRIMARY KEY (organization_id, term, line_id);

ALTER TABLE ONLY public.supply_orders
    ADD CONSTRAINT supply_orders_number_key UNIQUE (organization_id, number);

ALTER TABLE ONLY public.supply_orders
    ADD CONSTRAINT supply_orders_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.table_classes
    ADD CONSTRAINT table_classes_pkey PRIMARY KEY (table_name);

ALTER TABLE ONLY public.task_items
    ADD CONSTRAINT task_items_pkey PRIMARY KEY (organization_id, task_id, number);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_organization_id_email_key_key UNIQUE (organization_id, email_key);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.view_defaults
    ADD CONSTRAINT view_defaults_pkey PRIMARY KEY (organization_id, user_id, list);

ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (organization_id, delivery_id, id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (organization_id, id);

ALTER TABLE ONLY public.what_if_runs
    ADD CONSTRAINT what_if_runs_pkey PRIMARY KEY (organization_id, id);

CREATE INDEX agent_commands_expires_idx ON public.agent_commands USING btree (expires_at);

CREATE INDEX agent_commands_open_idx ON public.agent_commands USING btree (organization_id, agent_id, id) WHERE (finished_at IS NULL);

CREATE INDEX agent_duties_stands_by_for_idx ON public.agent_duties USING btree (organization_id, stands_by_for) WHERE (stands_by_for IS NOT NULL);

CREATE INDEX agent_packages_rank_idx ON public.agent_packages USING btree (version_rank, id);

CREATE INDEX agents_name_idx ON public.agents USING btree (name_key, id);

CREATE INDEX agents_site_idx ON public.agents USING btree (organization_id, site_id);

CREATE INDEX alert_conditions_printer_idx ON public.alert_conditions USING btree (organization_id, printer_id);

CREATE INDEX alert_notices_at_idx ON public.alert_notices USING btree (organization_id, at, id);

CREATE INDEX alert_notices_printer_idx ON public.alert_notices USING btree (organization_id, printer_id, at, id);

CREATE INDEX alert_notices_rule_idx ON public.alert_notices USING btree (organization_id, rule_id, at, id);

CREATE INDEX alert_notices_sending_idx ON public.alert_notices USING btree (organization_id, sending_id);

CREATE INDEX alert_rules_name_idx ON public.alert_rules USING btree (organization_id, name_key, id);

CREATE INDEX alert_sendings_at_idx ON public.alert_sendings USING btree (at);

CREATE INDEX api_keys_created_idx ON public.api_keys USING btree (organization_id, created_at, id);

CREATE INDEX audit_events_action_idx ON public.audit_events USING btree (organization_id, action, at, id);

CREATE INDEX audit_events_actor_idx ON public.audit_events USING btree (organization_id, actor_id, at, id) WHERE (actor_id IS NOT NULL);

CREATE INDEX audit_events_actor_key_idx ON public.audit_events USING btree (organization_id, actor_key, at, id);

CREATE INDEX audit_events_address_idx ON public.audit_events USING btree (organization_id, address, at, id) WHERE (address <> ''::text);

CREATE INDEX audit_events_at_idx ON public.audit_events USING btree (at, id);

CREATE INDEX audit_events_object_idx ON public.audit_events USING btree (organization_id, object_type, object_id, at, id);

CREATE INDEX audit_events_outcome_idx ON public.audit_events USING btree (organization_id, at, id) WHERE (outcome = 'refused'::text);

CREATE INDEX audit_events_refused_idx ON public.audit_events USING btree (at) WHERE (outcome = 'refused'::text);

CREATE INDEX audit_events_type_idx ON public.audit_events USING btree (organization_id, object_type, at, id);

CREATE INDEX cartridge_records_cartridge_idx ON public.cartridge_records USING btree (organization_id, cartridge) WHERE (cartridge <> 0);

CREATE INDEX cartridge_records_level_idx ON public.cartridge_records USING btree (organization_id, COALESCE(level_percent, ('-1'::integer)::double precision), id);

CREATE INDEX cartridge_records_period_idx ON public.cartridge_records USING btree (organization_id, removed_on, id) INCLUDE (ended, value_left_minor, currency, pages, pages_expected, level_percent, site_id, model_key, colorant);

CREATE INDEX cartridge_records_printer_idx ON public.cartridge_records USING btree (organization_id, printer_id, supply_slot, removed_on, id);

CREATE INDEX catalog_fleet_models_model_idx ON public.catalog_fleet_models USING btree (model_id, organization_id);

CREATE INDEX catalog_fleet_supplies_model_idx ON public.catalog_fleet_supplies USING btree (model_id, organization_id);

CREATE INDEX catalog_item_models_item_idx ON public.catalog_item_models USING btree (item_id);

CREATE INDEX catalog_items_manufacturer_idx ON public.catalog_items USING btree (manufacturer_key, id);

CREATE INDEX catalog_items_name_idx ON public.catalog_items USING btree (name_key, id);

CREATE INDEX catalog_items_updated_idx ON public.catalog_items USING btree (updated_at, id);

CREATE INDEX catalog_preferences_item_idx ON public.catalog_preferences USING btree (item_id);

CREATE INDEX contact_terms_contact_idx ON public.contact_terms USING btree (organization_id, contact_id);

CREATE INDEX contacts_city_idx ON public.contacts USING btree (organization_id, city_key, id);

CREATE INDEX contacts_company_idx ON public.contacts USING btree (organization_id, company_key, id);

CREATE INDEX contacts_email_idx ON public.contacts USING btree (organization_id, email_key, id);

CREATE INDEX contacts_name_idx ON public.contacts USING btree (organization_id, name_key, id);

CREATE INDEX contracts_name_idx ON public.contracts USING btree (organization_id, name_key, id);

CREATE INDEX contracts_number_idx ON public.contracts USING btree (organization_id, number_key, id);

CREATE INDEX documents_folder_idx ON public.documents USING btree (organization_id, folder_key, id);

CREATE INDEX documents_name_idx ON public.documents USING btree (organization_id, name_key, id);

CREATE INDEX documents_uploaded_idx ON public.documents USING btree (organization_id, uploaded_at, id);

CREATE INDEX external_ids_id_idx ON public.external_ids USING btree (external_id, kind);

CREATE INDEX external_ids_thing_idx ON public.external_ids USING btree (thing_id, kind);

CREATE INDEX external_links_position_idx ON public.external_links USING btree (organization_id, "position", id);

CREATE INDEX external_links_title_idx ON public.external_links USING btree (organization_id, title_key, id);

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);

CREATE INDEX invitations_user_idx ON public.invitations USING btree (organization_id, user_id);

CREATE INDEX mails_created_idx ON public.mails USING btree (organization_id, created_at, id);

CREATE INDEX mails_failed_idx ON public.mails USING btree (organization_id, created_at, id) WHERE (state = 'failed'::text);

CREATE INDEX mails_message_idx ON public.mails USING btree (message_id);

CREATE INDEX mails_object_idx ON public.mails USING btree (organization_id, object_type, object_id, created_at);

CREATE INDEX mails_queued_idx ON public.mails USING btree (organization_id, next_attempt_at, id) WHERE (state = 'queued'::text);

CREATE INDEX mails_state_idx ON public.mails USING btree (organization_id, state, created_at, id);

CREATE INDEX mails_template_idx ON public.mails USING btree (organization_id, template, created_at, id);

CREATE INDEX mails_thread_idx ON public.mails USING btree (organization_id, thread, created_at, id) WHERE (thread IS NOT NULL);

CREATE INDEX mails_to_idx ON public.mails USING btree (organization_id, to_key, created_at, id);

CREATE INDEX meter_reads_printer_idx ON public.meter_reads USING btree (organization_id, printer_id, read_at, id);

CREATE INDEX meter_reads_read_idx ON public.meter_reads USING btree (organization_id, read_at, id);

CREATE INDEX meter_reads_submitted_idx ON public.meter_reads USING btree (organization_id, submitted_at, id);

CREATE UNIQUE INDEX mps_express_memberships_open_key ON public.mps_express_memberships USING btree (organization_id, printer_id) WHERE (state = ANY (ARRAY['pending'::text, 'managed'::text]));

CREATE INDEX mps_express_memberships_printer_idx ON public.mps_express_memberships USING btree (organization_id, printer_id);

CREATE INDEX mps_express_memberships_requested_idx ON public.mps_express_memberships USING btree (organization_id, requested_at, id);

CREATE INDEX mps_express_memberships_state_idx ON public.mps_express_memberships USING btree (state, requested_at, id);

CREATE INDEX organizations_name_idx ON public.organizations USING btree (name_key, id);

CREATE UNIQUE INDEX organizations_operator_key ON public.organizations USING btree (tier) WHERE (tier = 'operator'::text);

CREATE UNIQUE INDEX organizations_parent_id_name_key_key ON public.organizations USING btree (parent_id, name_key) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX printer_alerts_open_key ON public.printer_alerts USING btree (organization_id, printer_id, alert_key) WHERE (closed_at IS NULL);

CREATE INDEX printer_alerts_time_idx ON public.printer_alerts USING btree (organization_id, printer_id, opened_at);

CREATE INDEX printer_claims_agent_idx ON public.printer_claims USING btree (organization_id, agent_id);

CREATE UNIQUE INDEX printer_disconnections_open_key ON public.printer_disconnections USING btree (organization_id, printer_id) WHERE (ended_at IS NULL);

CREATE INDEX printer_disconnections_since_idx ON public.printer_disconnections USING btree (organization_id, silent_since, id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX printer_layouts_fingerprint_key ON public.printer_layouts USING btree (organization_id, printer_id, fingerprint);

CREATE INDEX printer_note_terms_note_idx ON public.printer_note_terms USING btree (organization_id, note_id);

CREATE INDEX printer_notes_created_idx ON public.printer_notes USING btree (organization_id, created_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX printer_notes_printer_idx ON public.printer_notes USING btree (organization_id, printer_id, updated_at, id);

CREATE INDEX printer_notes_updated_idx ON public.printer_notes USING btree (organization_id, updated_at, id) WHERE (deleted_at IS NULL);

CREATE INDEX printer_states_life_count_idx ON public.printer_states USING btree (life_count, printer_id);

CREATE INDEX printer_states_lowest_end_idx ON public.printer_states USING btree (lowest_end, printer_id) INCLUDE (organization_id);

CREATE INDEX printer_states_lowest_percent_idx ON public.printer_states USING btree (lowest_percent, printer_id) INCLUDE (organization_id);

CREATE INDEX printer_states_observed_idx ON public.printer_states USING btree (observed_at, printer_id);

CREATE INDEX printer_states_silent_idx ON public.printer_states USING btree (observed_at, printer_id) INCLUDE (organization_id) WHERE (NOT communicating);

CREATE INDEX printer_states_state_idx ON public.printer_states USING btree (state, printer_id) INCLUDE (organization_id);

CREATE INDEX printer_terms_printer_idx ON public.printer_terms USING btree (organization_id, printer_id, term);

CREATE INDEX printer_terms_term_idx ON public.printer_terms USING btree (term, organization_id, printer_id);

CREATE INDEX printers_address_idx ON public.printers USING btree (address_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_contact_idx ON public.printers USING btree (contact_id) WHERE (contact_id IS NOT NULL);

CREATE INDEX printers_contract_idx ON public.printers USING btree (under_contract, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_deregistered_idx ON public.printers USING btree (organization_id, deregistered_at, id) WHERE (deregistered_at IS NOT NULL);

CREATE INDEX printers_discovered_idx ON public.printers USING btree (discovered_at, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_high_volume_idx ON public.printers USING btree (organization_id, id) WHERE ((high_volume_since IS NOT NULL) AND (deregistered_at IS NULL));

CREATE INDEX printers_host_idx ON public.printers USING btree (host_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_identity_idx ON public.printers USING btree (identity_key);

CREATE INDEX printers_list_idx ON public.printers USING btree (organization_id, id) INCLUDE (site_id, agent_id, contact_id, under_contract, managed, discovered_at, model_key) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_location_idx ON public.printers USING btree (location_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_managed_idx ON public.printers USING btree (organization_id, managed) WHERE (managed <> 'none'::text);

CREATE INDEX printers_manufacturer_idx ON public.printers USING btree (manufacturer_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_model_idx ON public.printers USING btree (model_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_of_contract_idx ON public.printers USING btree (organization_id, contract_id, id) WHERE (contract_id IS NOT NULL);

CREATE INDEX printers_organization_discovered_idx ON public.printers USING btree (organization_id, discovered_at, id);

CREATE INDEX printers_organization_model_idx ON public.printers USING btree (organization_id, model_key, id);

CREATE INDEX printers_organization_serial_idx ON public.printers USING btree (organization_id, serial_key, id);

CREATE INDEX printers_place_idx ON public.printers USING btree (organization_id, agent_id, address_key);

CREATE INDEX printers_registration_due_idx ON public.printers USING btree (organization_id, id) WHERE ((deregistered_at IS NULL) AND (registered_as <> ((((identity_key || '
'::text) || manufacturer_key) || '
'::text) || model_key)));

CREATE INDEX printers_registration_problem_idx ON public.printers USING btree (organization_id, id) WHERE ((deregistered_at IS NULL) AND (registration_problem <> 'none'::text));

CREATE INDEX printers_serial_idx ON public.printers USING btree (serial_key, id) INCLUDE (organization_id) WHERE (deregistered_at IS NULL);

CREATE INDEX printers_site_idx ON public.printers USING btree (organization_id, site_id, id);

CREATE INDEX printers_twins_idx ON public.printers USING btree (organization_id, split_part(identity_key, chr(30), 1)) WHERE (strpos(identity_key, chr(30)) > 0);

CREATE INDEX printers_weak_idx ON public.printers USING btree (organization_id, weak_key);

CREATE INDEX replenishment_printers_first_end_idx ON public.replenishment_printers USING btree (organization_id, first_end, printer_id) WHERE (first_end IS NOT NULL);

CREATE INDEX report_runs_created_idx ON public.report_runs USING btree (created_at);

CREATE INDEX report_runs_report_idx ON public.report_runs USING btree (organization_id, report_id, created_at, id);

CREATE INDEX saved_views_name_idx ON public.saved_views USING btree (organization_id, name_key, id) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX saved_views_organization_id_owner_id_list_name_key_key ON public.saved_views USING btree (organization_id, owner_id, list, name_key) WHERE (deleted_at IS NULL);

CREATE INDEX scheduled_reports_due_idx ON public.scheduled_reports USING btree (next_run_at) WHERE (next_run_at IS NOT NULL);

CREATE INDEX scheduled_reports_name_idx ON public.scheduled_reports USING btree (organization_id, name_key, id);

CREATE INDEX scheduled_reports_view_idx ON public.scheduled_reports USING btree (organization_id, view_id) WHERE (view_id IS NOT NULL);

CREATE INDEX service_request_alerts_request_idx ON public.service_request_alerts USING btree (organization_id, request_id);

CREATE INDEX service_request_attachments_request_idx ON public.service_request_attachments USING btree (organization_id, request_id, uploaded_at, id);

CREATE INDEX service_request_events_request_idx ON public.service_request_events USING btree (organization_id, request_id, at, id);

CREATE INDEX service_requests_assignee_idx ON public.service_requests USING btree (assignee, updated_at, id) WHERE ((assignee <> ''::text) AND (closed_at IS NULL));

CREATE INDEX service_requests_occurred_idx ON public.service_requests USING btree (organization_id, occurred_at, id);

CREATE INDEX service_requests_open_idx ON public.service_requests USING btree (organization_id, COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (closed_at IS NULL);

CREATE INDEX service_requests_printer_idx ON public.service_requests USING btree (organization_id, printer_id, occurred_at, id);

CREATE INDEX service_requests_printer_state_idx ON public.service_requests USING btree (organization_id, printer_id, state, COALESCE(closed_at, 'infinity'::timestamp with time zone)) WHERE ((printer_id IS NOT NULL) AND (state <> 'cancelled'::text));

CREATE INDEX service_requests_state_printer_idx ON public.service_requests USING btree (organization_id, state, COALESCE(closed_at, 'infinity'::timestamp with time zone), printer_id) WHERE ((printer_id IS NOT NULL) AND (state <> 'cancelled'::text));

CREATE INDEX service_requests_updated_idx ON public.service_requests USING btree (organization_id, updated_at, id);

CREATE INDEX sessions_expires_idx ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_user_idx ON public.sessions USING btree (organization_id, user_id);

CREATE INDEX shared_external_ids_id_idx ON public.shared_external_ids USING btree (external_id, kind);

CREATE INDEX shared_external_ids_thing_idx ON public.shared_external_ids USING btree (thing_id, kind);

CREATE INDEX shelf_count_links_expires_idx ON public.shelf_count_links USING btree (organization_id, expires_at);

CREATE INDEX shelf_movements_delivered_idx ON public.shelf_movements USING btree (organization_id, day) INCLUDE (printer_id, supply_slot, quantity) WHERE (cause = 'delivered'::text);

CREATE INDEX shelf_movements_supply_idx ON public.shelf_movements USING btree (organization_id, printer_id, supply_slot, id);

CREATE INDEX shipment_lines_line_idx ON public.shipment_lines USING btree (organization_id, line_id);

CREATE INDEX shipments_carrier_idx ON public.shipments USING btree (organization_id, carrier, order_id);

CREATE INDEX shipments_order_idx ON public.shipments USING btree (organization_id, order_id);

CREATE INDEX shipments_tracking_idx ON public.shipments USING btree (organization_id, tracking_key, order_id) WHERE (tracking_key <> ''::text);

CREATE INDEX sign_in_tries_full_again_at_idx ON public.sign_in_tries USING btree (full_again_at);

CREATE INDEX spares_rules_created_idx ON public.spares_rules USING btree (organization_id, created_at, id);

CREATE UNIQUE INDEX spares_rules_what_idx ON public.spares_rules USING btree (organization_id, model_key, site_id, printer_id, part_key) NULLS NOT DISTINCT;

CREATE INDEX statement_lines_serial_idx ON public.statement_lines USING btree (organization_id, statement_id, serial_key, id);

CREATE INDEX statements_created_idx ON public.statements USING btree (organization_id, created_at, id);

CREATE INDEX statements_period_idx ON public.statements USING btree (organization_id, period_ends_on, id);

CREATE INDEX supply_cart_lines_owner_idx ON public.supply_cart_lines USING btree (organization_id, owner_id, id);

CREATE INDEX supply_order_comments_order_idx ON public.supply_order_comments USING btree (organization_id, order_id, at, id);

CREATE INDEX supply_order_lines_item_idx ON public.supply_order_lines USING btree (item_id) WHERE (item_id IS NOT NULL);

CREATE UNIQUE INDEX supply_order_lines_open_need_key ON public.supply_order_lines USING btree (organization_id, printer_id, supply_slot, need) WHERE (open AND (need >= 0));

CREATE INDEX supply_order_lines_order_idx ON public.supply_order_lines USING btree (organization_id, order_id, "position");

CREATE INDEX supply_order_lines_printer_idx ON public.supply_order_lines USING btree (organization_id, printer_id, order_id);

CREATE INDEX supply_order_terms_line_idx ON public.supply_order_terms USING btree (organization_id, line_id);

CREATE INDEX supply_order_terms_term_idx ON public.supply_order_terms USING btree (term, organization_id, line_id);

CREATE INDEX supply_orders_assignee_idx ON public.supply_orders USING btree (assignee, due_on, id) WHERE ((assignee <> ''::text) AND (state <> ALL (ARRAY['delivered'::text, 'returned'::text, 'cancelled'::text])));

CREATE INDEX supply_orders_contact_idx ON public.supply_orders USING btree (organization_id, contact_id) WHERE (state = ANY (ARRAY['awaiting_approval'::text, 'submitted'::text, 'confirmed'::text, 'on_back_order'::text, 'partly_shipped'::text]));

CREATE INDEX supply_orders_due_idx ON public.supply_orders USING btree (organization_id, due_on, id);

CREATE INDEX supply_orders_family_idx ON public.supply_orders USING btree (organization_id, family_id);

CREATE INDEX supply_orders_ordered_idx ON public.supply_orders USING btree (organization_id, ordered_at, id);

CREATE INDEX supply_orders_orderer_idx ON public.supply_orders USING btree (organization_id, ordered_by_key, id) WHERE (ordered_by_key <> ''::text);

CREATE INDEX supply_orders_recipient_idx ON public.supply_orders USING btree (organization_id, contact_id, id) WHERE (contact_id IS NOT NULL);

CREATE INDEX supply_orders_site_idx ON public.supply_orders USING btree (organization_id, site_id, ordered_at, id);

CREATE INDEX supply_orders_state_idx ON public.supply_orders USING btree (organization_id, state, ordered_at, id);

CREATE INDEX task_items_outcome_idx ON public.task_items USING btree (organization_id, task_id, outcome, number);

CREATE INDEX tasks_created_at_idx ON public.tasks USING btree (organization_id, created_at, id);

CREATE INDEX tasks_finished_at_idx ON public.tasks USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE INDEX tasks_of_one_idx ON public.tasks USING btree (created_by, finished_at, id) WHERE ((created_by IS NOT NULL) AND (finished_at IS NOT NULL));

CREATE INDEX tasks_of_people_idx ON public.tasks USING btree (organization_id, created_at, id) WHERE (created_by IS NOT NULL);

CREATE INDEX tasks_runnable_idx ON public.tasks USING btree (organization_id, run_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE UNIQUE INDEX tasks_unique_key_key ON public.tasks USING btree (organization_id, kind, unique_key) WHERE ((unique_key IS NOT NULL) AND (state = ANY (ARRAY['queued'::text, 'running'::text])));

CREATE INDEX users_email_idx ON public.users USING btree (email_key);

CREATE INDEX users_name_idx ON public.users USING btree (organization_id, name_key, id);

CREATE INDEX view_defaults_view_idx ON public.view_defaults USING btree (organization_id, view_id);

CREATE INDEX webhook_deliveries_age_idx ON public.webhook_deliveries USING btree (created_at);

CREATE INDEX webhook_deliveries_created_idx ON public.webhook_deliveries USING btree (organization_id, endpoint_id, created_at, id);

CREATE INDEX webhook_deliveries_queued_idx ON public.webhook_deliveries USING btree (organization_id, endpoint_id, next_attempt_at, id) WHERE (state = 'queued'::text);

CREATE INDEX webhook_deliveries_state_idx ON public.webhook_deliveries USING btree (organization_id, endpoint_id, state, created_at, id);

CREATE INDEX webhook_endpoints_created_idx ON public.webhook_endpoints USING btree (organization_id, created_at, id);

CREATE INDEX what_if_runs_created_idx ON public.what_if_runs USING btree (organization_id, created_at, id);

ALTER TABLE ONLY public.agent_commands
    ADD CONSTRAINT agent_commands_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_contacts
    ADD CONSTRAINT agent_contacts_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_diagnostics
    ADD CONSTRAINT agent_diagnostics_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_duties
    ADD CONSTRAINT agent_duties_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_duties
    ADD CONSTRAINT agent_duties_stands_by_for_fkey FOREIGN KEY (organization_id, stands_by_for) REFERENCES public.agents(organization_id, id) ON DELETE SET NULL (stands_by_for);

ALTER TABLE ONLY public.agent_poll_summaries
    ADD CONSTRAINT agent_poll_summaries_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_site_notices
    ADD CONSTRAINT agent_site_notices_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES public.sites(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agent_version_states
    ADD CONSTRAINT agent_version_states_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES public.sites(organization_id, id);

ALTER TABLE ONLY public.alert_conditions
    ADD CONSTRAINT alert_conditions_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert_conditions
    ADD CONSTRAINT alert_conditions_rule_id_fkey FOREIGN KEY (organization_id, rule_id) REFERENCES public.alert_rules(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert_mutes
    ADD CONSTRAINT alert_mutes_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert_notices
    ADD CONSTRAINT alert_notices_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert_notices
    ADD CONSTRAINT alert_notices_sending_id_fkey FOREIGN KEY (organization_id, sending_id) REFERENCES public.alert_sendings(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.alert_rules
    ADD CONSTRAINT alert_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.alert_sendings
    ADD CONSTRAINT alert_sendings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.cartridge_records
    ADD CONSTRAINT cartridge_records_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.cartridges_in_printers
    ADD CONSTRAINT cartridges_in_printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.catalog_fleet_counts
    ADD CONSTRAINT catalog_fleet_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.catalog_fleet_models
    ADD CONSTRAINT catalog_fleet_models_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.catalog_models(id);

ALTER TABLE ONLY public.catalog_fleet_models
    ADD CONSTRAINT catalog_fleet_models_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.catalog_fleet_supplies
    ADD CONSTRAINT catalog_fleet_supplies_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.catalog_models(id);

ALTER TABLE ONLY public.catalog_fleet_supplies
    ADD CONSTRAINT catalog_fleet_supplies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.catalog_import_results
    ADD CONSTRAINT catalog_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES public.catalog_imports(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.catalog_imports
    ADD CONSTRAINT catalog_imports_id_fkey FOREIGN KEY (organization_id, id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.catalog_item_models
    ADD CONSTRAINT catalog_item_models_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.catalog_items(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.catalog_preferences
    ADD CONSTRAINT catalog_preferences_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.catalog_items(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.catalog_preferences
    ADD CONSTRAINT catalog_preferences_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.catalog_models(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contact_import_results
    ADD CONSTRAINT contact_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES public.contact_imports(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contact_imports
    ADD CONSTRAINT contact_imports_id_fkey FOREIGN KEY (organization_id, id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contact_terms
    ADD CONSTRAINT contact_terms_contact_id_fkey FOREIGN KEY (organization_id, contact_id) REFERENCES public.contacts(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.contract_model_terms
    ADD CONSTRAINT contract_model_terms_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.catalog_models(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contract_site_terms
    ADD CONSTRAINT contract_site_terms_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES public.sites(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contracts
    ADD CONSTRAINT contracts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.credentials
    ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.document_versions
    ADD CONSTRAINT document_versions_document_id_fkey FOREIGN KEY (organization_id, document_id) REFERENCES public.documents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.email_changes
    ADD CONSTRAINT email_changes_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.external_ids
    ADD CONSTRAINT external_ids_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.external_links
    ADD CONSTRAINT external_links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.first_starts
    ADD CONSTRAINT first_starts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.fleet_figures
    ADD CONSTRAINT fleet_figures_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.fleet_months
    ADD CONSTRAINT fleet_months_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.fleet_places
    ADD CONSTRAINT fleet_places_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.identity_providers
    ADD CONSTRAINT identity_providers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.loose_readings
    ADD CONSTRAINT loose_readings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.mail_attempts
    ADD CONSTRAINT mail_attempts_mail_id_fkey FOREIGN KEY (organization_id, mail_id) REFERENCES public.mails(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meter_read_import_results
    ADD CONSTRAINT meter_read_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES public.meter_read_imports(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meter_read_imports
    ADD CONSTRAINT meter_read_imports_id_fkey FOREIGN KEY (organization_id, id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meter_reads
    ADD CONSTRAINT meter_reads_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.meter_terms
    ADD CONSTRAINT meter_terms_contract_id_fkey FOREIGN KEY (organization_id, contract_id) REFERENCES public.contracts(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mps_express_acceptances
    ADD CONSTRAINT mps_express_acceptances_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.mps_express_acceptances
    ADD CONSTRAINT mps_express_acceptances_terms_version_fkey FOREIGN KEY (terms_version) REFERENCES public.mps_express_terms(terms_version);

ALTER TABLE ONLY public.mps_express_contracts
    ADD CONSTRAINT mps_express_contracts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.mps_express_enrollments
    ADD CONSTRAINT mps_express_enrollments_acceptance_id_fkey FOREIGN KEY (organization_id, acceptance_id) REFERENCES public.mps_express_acceptances(organization_id, id);

ALTER TABLE ONLY public.mps_express_memberships
    ADD CONSTRAINT mps_express_memberships_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.mps_express_enrollments(organization_id, id);

ALTER TABLE ONLY public.mps_express_memberships
    ADD CONSTRAINT mps_express_memberships_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.notification_marks
    ADD CONSTRAINT notification_marks_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.order_import_results
    ADD CONSTRAINT order_import_results_import_id_fkey FOREIGN KEY (organization_id, import_id) REFERENCES public.order_imports(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.order_imports
    ADD CONSTRAINT order_imports_id_fkey FOREIGN KEY (organization_id, id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_entitlements
    ADD CONSTRAINT organization_entitlements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.printer_alerts
    ADD CONSTRAINT printer_alerts_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_claims
    ADD CONSTRAINT printer_claims_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_claims
    ADD CONSTRAINT printer_claims_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_disconnections
    ADD CONSTRAINT printer_disconnections_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_enrollments
    ADD CONSTRAINT printer_enrollments_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_events
    ADD CONSTRAINT printer_events_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_fleets
    ADD CONSTRAINT printer_fleets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.printer_layouts
    ADD CONSTRAINT printer_layouts_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_meter_holds
    ADD CONSTRAINT printer_meter_holds_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_note_terms
    ADD CONSTRAINT printer_note_terms_note_id_fkey FOREIGN KEY (organization_id, note_id) REFERENCES public.printer_notes(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_note_versions
    ADD CONSTRAINT printer_note_versions_note_id_fkey FOREIGN KEY (organization_id, note_id) REFERENCES public.printer_notes(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_notes
    ADD CONSTRAINT printer_notes_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_poll_failures
    ADD CONSTRAINT printer_poll_failures_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_serial_claims
    ADD CONSTRAINT printer_serial_claims_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_states
    ADD CONSTRAINT printer_states_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_supplies
    ADD CONSTRAINT printer_supplies_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printer_terms
    ADD CONSTRAINT printer_terms_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_agent_id_fkey FOREIGN KEY (organization_id, agent_id) REFERENCES public.agents(organization_id, id);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_contact_id_fkey FOREIGN KEY (organization_id, contact_id) REFERENCES public.contacts(organization_id, id);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_contract_id_fkey FOREIGN KEY (organization_id, contract_id) REFERENCES public.contracts(organization_id, id);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.printers
    ADD CONSTRAINT printers_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES public.sites(organization_id, id);

ALTER TABLE ONLY public.reading_gaps
    ADD CONSTRAINT reading_gaps_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.reading_journals
    ADD CONSTRAINT reading_journals_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.second_factors(organization_id, user_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refused_readings
    ADD CONSTRAINT refused_readings_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.replenishment_cartridges
    ADD CONSTRAINT replenishment_cartridges_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.replenishment_fleets
    ADD CONSTRAINT replenishment_fleets_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.replenishment_printers
    ADD CONSTRAINT replenishment_printers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.replenishment_sites
    ADD CONSTRAINT replenishment_sites_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.report_files
    ADD CONSTRAINT report_files_run_id_fkey FOREIGN KEY (organization_id, run_id) REFERENCES public.report_runs(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.report_runs
    ADD CONSTRAINT report_runs_report_id_fkey FOREIGN KEY (organization_id, report_id) REFERENCES public.scheduled_reports(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.scheduled_reports
    ADD CONSTRAINT scheduled_reports_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.scheduled_reports
    ADD CONSTRAINT scheduled_reports_view_id_fkey FOREIGN KEY (organization_id, view_id) REFERENCES public.saved_views(organization_id, id);

ALTER TABLE ONLY public.second_factors
    ADD CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_desks
    ADD CONSTRAINT service_desks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.service_request_alerts
    ADD CONSTRAINT service_request_alerts_request_id_fkey FOREIGN KEY (organization_id, request_id) REFERENCES public.service_requests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_request_attachments
    ADD CONSTRAINT service_request_attachments_request_id_fkey FOREIGN KEY (organization_id, request_id) REFERENCES public.service_requests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_request_events
    ADD CONSTRAINT service_request_events_request_id_fkey FOREIGN KEY (organization_id, request_id) REFERENCES public.service_requests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_request_terms
    ADD CONSTRAINT service_request_terms_request_id_fkey FOREIGN KEY (organization_id, request_id) REFERENCES public.service_requests(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.service_requests
    ADD CONSTRAINT service_requests_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (organization_id, user_id) REFERENCES public.users(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.shelf_count_links
    ADD CONSTRAINT shelf_count_links_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.shelf_movements
    ADD CONSTRAINT shelf_movements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_line_id_fkey FOREIGN KEY (organization_id, line_id) REFERENCES public.supply_order_lines(organization_id, id);

ALTER TABLE ONLY public.shipment_lines
    ADD CONSTRAINT shipment_lines_shipment_id_fkey FOREIGN KEY (organization_id, shipment_id) REFERENCES public.shipments(organization_id, id);

ALTER TABLE ONLY public.shipments
    ADD CONSTRAINT shipments_order_id_fkey FOREIGN KEY (organization_id, order_id) REFERENCES public.supply_orders(organization_id, id);

ALTER TABLE ONLY public.sign_in_policies
    ADD CONSTRAINT sign_in_policies_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.sites
    ADD CONSTRAINT sites_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.spares_rules
    ADD CONSTRAINT spares_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.spares_rules
    ADD CONSTRAINT spares_rules_printer_id_fkey FOREIGN KEY (organization_id, printer_id) REFERENCES public.printers(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.spares_rules
    ADD CONSTRAINT spares_rules_site_id_fkey FOREIGN KEY (organization_id, site_id) REFERENCES public.sites(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.statement_lines
    ADD CONSTRAINT statement_lines_statement_id_fkey FOREIGN KEY (organization_id, statement_id) REFERENCES public.statements(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT statements_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.supply_cart_lines
    ADD CONSTRAINT supply_cart_lines_owner_id_fkey FOREIGN KEY (organization_id, owner_id) REFERENCES public.supply_carts(organization_id, owner_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.supply_carts
    ADD CONSTRAINT supply_carts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.supply_order_comments
    ADD CONSTRAINT supply_order_comments_order_id_fkey FOREIGN KEY (organization_id, order_id) REFERENCES public.supply_orders(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.supply_order_events
    ADD CONSTRAINT supply_order_events_order_id_fkey FOREIGN KEY (organization_id, order_id) REFERENCES public.supply_orders(organization_id, id);

ALTER TABLE ONLY public.supply_order_lines
    ADD CONSTRAINT supply_order_lines_order_id_fkey FOREIGN KEY (organization_id, order_id) REFERENCES public.supply_orders(organization_id, id);

ALTER TABLE ONLY public.supply_order_rules
    ADD CONSTRAINT supply_order_rules_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.supply_order_terms
    ADD CONSTRAINT supply_order_terms_line_id_fkey FOREIGN KEY (organization_id, line_id) REFERENCES public.supply_order_lines(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.supply_orders
    ADD CONSTRAINT supply_orders_merged_into_fkey FOREIGN KEY (organization_id, merged_into) REFERENCES public.supply_orders(organization_id, id);

ALTER TABLE ONLY public.supply_orders
    ADD CONSTRAINT supply_orders_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.task_items
    ADD CONSTRAINT task_items_task_id_fkey FOREIGN KEY (organization_id, task_id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.view_defaults
    ADD CONSTRAINT view_defaults_view_id_fkey FOREIGN KEY (organization_id, view_id) REFERENCES public.saved_views(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (organization_id, delivery_id) REFERENCES public.webhook_deliveries(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_endpoint_id_fkey FOREIGN KEY (organization_id, endpoint_id) REFERENCES public.webhook_endpoints(organization_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.what_if_runs
    ADD CONSTRAINT what_if_runs_id_fkey FOREIGN KEY (organization_id, id) REFERENCES public.tasks(organization_id, id) ON DELETE CASCADE;

ALTER TABLE public.agent_commands ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_diagnostics ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_duties ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_poll_summaries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_site_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agent_version_states ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_conditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_mutes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_sendings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_object_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cartridge_records ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cartridges_in_printers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_fleet_counts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_fleet_models ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_fleet_supplies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_import_results ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.catalog_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_import_results ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contract_site_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contracts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.document_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.documents ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.email_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.external_ids ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.external_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.first_starts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.fleet_figures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.fleet_months ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.fleet_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.identity_providers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.loose_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mail_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mails ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meter_read_import_results ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meter_read_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meter_reads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meter_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mps_express_acceptances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mps_express_contracts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mps_express_enrollments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mps_express_memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notification_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_import_results ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.order_imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organization_entitlements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;

CREATE POLICY platen_scope ON public.agent_commands USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_contacts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_diagnostics USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_duties USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_poll_summaries USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_site_notices USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agent_version_states USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.agents USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.alert_conditions USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.alert_mutes USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.alert_notices USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.alert_rules USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.alert_sendings USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.api_keys USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.audit_events USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.audit_object_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.cartridge_records USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.cartridges_in_printers USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.catalog_fleet_counts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.catalog_fleet_models USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.catalog_fleet_supplies USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.catalog_import_results USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.catalog_imports USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contact_import_results USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contact_imports USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contact_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contacts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contract_site_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.contracts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.credentials USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.document_versions USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.documents USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.email_changes USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.external_ids USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.external_links USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.first_starts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.fleet_figures USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.fleet_months USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.fleet_places USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.idempotency_keys USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.identity_providers USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.invitations USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.loose_readings USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mail_attempts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mails USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.meter_read_import_results USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.meter_read_imports USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.meter_reads USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.meter_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mps_express_acceptances USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mps_express_contracts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mps_express_enrollments USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.mps_express_memberships USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.notification_marks USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.order_import_results USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.order_imports USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.organization_entitlements USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.organizations USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_alerts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_claims USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_disconnections USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_enrollments USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_events USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_fleets USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_layouts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_meter_holds USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_note_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_note_versions USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_notes USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_poll_failures USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_serial_claims USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_states USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_supplies USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printer_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.printers USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.reading_gaps USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.reading_journals USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.readings USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.recovery_codes USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.refused_readings USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.replenishment_cartridges USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.replenishment_fleets USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.replenishment_printers USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.replenishment_sites USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.report_files USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.report_runs USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.saved_views USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.scheduled_reports USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.second_factors USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_desks USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_request_alerts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_request_attachments USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_request_events USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_request_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.service_requests USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.sessions USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.shelf_count_links USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.shelf_movements USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.shipment_lines USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.shipments USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.sign_in_policies USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.sites USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.spares_rules USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.statement_lines USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.statements USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_cart_lines USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_carts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_order_comments USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_order_events USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_order_lines USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_order_rules USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_order_terms USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.supply_orders USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.task_items USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.tasks USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.users USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.view_defaults USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.webhook_attempts USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.webhook_deliveries USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.webhook_endpoints USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

CREATE POLICY platen_scope ON public.what_if_runs USING (((( SELECT current_setting('platen.scope'::text, true) AS current_setting) = 'system'::text) OR (organization_id IN ( SELECT unnest((NULLIF(current_setting('platen.organizations'::text, true), ''::text))::uuid[]) AS unnest))));

ALTER TABLE public.printer_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_claims ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_disconnections ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_enrollments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_fleets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_layouts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_meter_holds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_note_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_note_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_poll_failures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_serial_claims ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_states ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_supplies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printer_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.printers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_gaps ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reading_journals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.refused_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.replenishment_cartridges ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.replenishment_fleets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.replenishment_printers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.replenishment_sites ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.saved_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scheduled_reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.second_factors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_desks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_request_alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_request_attachments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_request_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_request_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.service_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shelf_count_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shelf_movements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shipment_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shipments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_in_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sites ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.spares_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statement_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.statements ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_cart_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_carts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_order_comments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_order_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_order_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_order_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_order_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.supply_orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.task_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.view_defaults ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.what_if_runs ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON FUNCTION public.platen_forget_refusals(older_than timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.platen_forget_refusals(older_than timestamp with time zone) TO platen_app;

REVOKE ALL ON FUNCTION public.platen_month_partition(table_name text, month date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.platen_month_partition(table_name text, month date) TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_commands TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_contacts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_diagnostics TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_duties TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_packages TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_poll_summaries TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_site_notices TO platen_app;

GRANT SELECT,UPDATE ON TABLE public.agent_version_rules TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agent_version_states TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_conditions TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_mutes TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_notices TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_rules TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_sendings TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO platen_app;

GRANT SELECT,INSERT ON TABLE public.audit_events TO platen_app;

GRANT SELECT,INSERT ON TABLE public.audit_object_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cartridge_records TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cartridges_in_printers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_fleet_counts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_fleet_models TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_fleet_supplies TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_import_results TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_imports TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_item_models TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_items TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_models TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_preferences TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_import_results TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_imports TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contract_model_terms TO platen_app;

GRANT SELECT,UPDATE ON TABLE public.contract_operator_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contract_site_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contracts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.credentials TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.document_versions TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.documents TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.email_changes TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.external_ids TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.external_links TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.first_starts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.fleet_figures TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.fleet_months TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.fleet_places TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.identity_providers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.loose_readings TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mail_attempts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mails TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meter_read_import_results TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meter_read_imports TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meter_reads TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meter_terms TO platen_app;

GRANT SELECT,INSERT ON TABLE public.mps_express_acceptances TO platen_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.mps_express_contracts TO platen_app;

GRANT SELECT,INSERT ON TABLE public.mps_express_enrollments TO platen_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.mps_express_memberships TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mps_express_models TO platen_app;

GRANT SELECT,UPDATE ON TABLE public.mps_express_programme TO platen_app;

GRANT SELECT,INSERT ON TABLE public.mps_express_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notification_marks TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_import_results TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.order_imports TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_entitlements TO platen_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.organizations TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_alerts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_claims TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_disconnections TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_enrollments TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_events TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_fleets TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_layouts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_meter_holds TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_note_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_note_versions TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_notes TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_poll_failures TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_serial_claims TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_states TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_supplies TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printer_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.printers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.reading_gaps TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.reading_journals TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.readings TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recovery_codes TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recurring_jobs TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refused_readings TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.replenishment_cartridges TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.replenishment_fleets TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.replenishment_printers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.replenishment_sites TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.report_files TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.report_runs TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_views TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scheduled_reports TO platen_app;

GRANT SELECT ON TABLE public.schema_migrations TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.second_factors TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_desks TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_request_alerts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_request_attachments TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_request_events TO platen_app;

GRANT SELECT ON TABLE public.service_request_number_keys TO platen_app;

GRANT USAGE ON SEQUENCE public.service_request_numbers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_request_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_requests TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.setup_links TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shared_external_ids TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shelf_count_links TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shelf_movements TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shipment_lines TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.shipments TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_policies TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_tries TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sites TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.spares_rules TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.statement_lines TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.statements TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_cart_lines TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_carts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_order_comments TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_order_events TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_order_lines TO platen_app;

GRANT SELECT ON TABLE public.supply_order_number_keys TO platen_app;

GRANT USAGE ON SEQUENCE public.supply_order_numbers TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_order_rules TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_order_terms TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.supply_orders TO platen_app;

GRANT SELECT ON TABLE public.table_classes TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.task_items TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tasks TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.view_defaults TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_attempts TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_endpoints TO platen_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.what_if_runs TO platen_app;
