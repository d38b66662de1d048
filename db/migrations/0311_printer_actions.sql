-- PRN-4: agents restart printers and print test pages. Who asked for it is told in the audit log and in the printer's history.
ALTER TABLE agent_commands DROP CONSTRAINT agent_commands_kind_check;
ALTER TABLE agent_commands ADD CONSTRAINT agent_commands_kind_check CHECK (kind IN
    ('get_printer_status', 'discover', 'configuration_changed', 'restart_printers', 'print_test_pages'));
