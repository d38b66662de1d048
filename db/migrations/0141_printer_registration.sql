-- Why the back office did not take a printer (PRN-6). Writer: server/printers (SetRegistrationProblem).

ALTER TABLE printers ADD COLUMN registration_problem text NOT NULL DEFAULT 'none';
ALTER TABLE printers ADD CONSTRAINT printers_registration_problem_check
    CHECK (registration_problem IN ('none', 'serial_missing', 'serial_registered_elsewhere', 'model_unknown'));
