#pragma once

// Everything that the audit log says was done, in the order of the names: the values of audit_events.action, kept for
// ever. A new one is <object>.<past participle>; tests/structure knows that no other file spells one.
namespace audit::action {

// An agent polls in place of another one of its site, because that fell silent or a person chose it.
inline constexpr const char* kAgentActivated = "agent.activated";
// An agent was asked to look at an address.
inline constexpr const char* kAgentAddressChecked = "agent.address_checked";
// An agent was set up for a site.
inline constexpr const char* kAgentCreated = "agent.created";
// An agent was taken away.
inline constexpr const char* kAgentDeleted = "agent.deleted";
// An agent was asked to send what a device answers.
inline constexpr const char* kAgentDiagnosticsRequested = "agent.diagnostics_requested";
// An agent is to poll whatever other agents of its site do, or not any more.
inline constexpr const char* kAgentDutyChanged = "agent.duty_changed";
// A program signed in with an enrollment token and became this agent.
inline constexpr const char* kAgentEnrolled = "agent.enrolled";
// Somebody tried to enroll with a token that does not hold.
inline constexpr const char* kAgentEnrollmentRefused = "agent.enrollment_refused";
// An agent got a new enrollment token.
inline constexpr const char* kAgentInvited = "agent.invited";
// Somebody called as an agent with a key that does not hold.
inline constexpr const char* kAgentRefused = "agent.refused";
// An agent became another version, or did not.
inline constexpr const char* kAgentUpdateEnded = "agent.update_ended";
// An agent was asked to become another version.
inline constexpr const char* kAgentUpdateRequested = "agent.update_requested";
// What an agent searches and how often was changed.
inline constexpr const char* kAgentUpdated = "agent.updated";
// A signed package of the agent was taken away.
inline constexpr const char* kAgentPackageDeleted = "agent_package.deleted";
// A signed package of the agent was uploaded.
inline constexpr const char* kAgentPackageUploaded = "agent_package.uploaded";
// What the operator wants of the agents' versions was changed.
inline constexpr const char* kAgentVersionRulesUpdated = "agent_version_rules.updated";
// An alert rule was made.
inline constexpr const char* kAlertRuleCreated = "alert_rule.created";
// An alert rule was deleted.
inline constexpr const char* kAlertRuleDeleted = "alert_rule.deleted";
// An alert rule was changed.
inline constexpr const char* kAlertRuleUpdated = "alert_rule.updated";
// An API key was made.
inline constexpr const char* kApiKeyCreated = "api_key.created";
// An API key was taken away.
inline constexpr const char* kApiKeyDeleted = "api_key.deleted";
// Somebody called with an API key that does not hold.
inline constexpr const char* kApiKeyRefused = "api_key.refused";
// An item was added to the catalogue.
inline constexpr const char* kCatalogItemCreated = "catalog_item.created";
// An item that nobody used was taken out of the catalogue.
inline constexpr const char* kCatalogItemDeleted = "catalog_item.deleted";
// An item of the catalogue was changed.
inline constexpr const char* kCatalogItemUpdated = "catalog_item.updated";
// A printer model was added to the catalogue.
inline constexpr const char* kCatalogModelCreated = "catalog_model.created";
// A printer model that nothing is of was taken out of the catalogue.
inline constexpr const char* kCatalogModelDeleted = "catalog_model.deleted";
// By which route a printer model takes part in replenishment, or which item its supplies get, was said.
inline constexpr const char* kCatalogModelUpdated = "catalog_model.updated";
// A contact was made.
inline constexpr const char* kContactCreated = "contact.created";
// A contact was deleted.
inline constexpr const char* kContactDeleted = "contact.deleted";
// A contact was changed.
inline constexpr const char* kContactUpdated = "contact.updated";
// A contract with a customer was made.
inline constexpr const char* kContractCreated = "contract.created";
// A contract that no printer was under was deleted.
inline constexpr const char* kContractDeleted = "contract.deleted";
// A contract with a customer was changed.
inline constexpr const char* kContractUpdated = "contract.updated";
// The operator shared a document.
inline constexpr const char* kDocumentCreated = "document.created";
// A document was deleted, with all of its versions.
inline constexpr const char* kDocumentDeleted = "document.deleted";
// The name, the folder or the description of a document was changed.
inline constexpr const char* kDocumentUpdated = "document.updated";
// A document got a new version.
inline constexpr const char* kDocumentVersionAdded = "document.version_added";
// The operator shared a link.
inline constexpr const char* kExternalLinkCreated = "external_link.created";
// A link was deleted.
inline constexpr const char* kExternalLinkDeleted = "external_link.deleted";
// A link was changed.
inline constexpr const char* kExternalLinkUpdated = "external_link.updated";
// The guided start of an organization was put away, or called again.
inline constexpr const char* kFirstStartShown = "first_start.shown";
// The identity provider of an organization was taken away.
inline constexpr const char* kIdentityProviderDeleted = "identity_provider.deleted";
// An identity provider of an organization was set up, or its settings were changed.
inline constexpr const char* kIdentityProviderUpdated = "identity_provider.updated";
// A mail could not be delivered, said the mail server that it was for.
inline constexpr const char* kMailBounced = "mail.bounced";
// A mail that waited was given up.
inline constexpr const char* kMailGivenUp = "mail.given_up";
// A mail was sent again.
inline constexpr const char* kMailResent = "mail.resent";
// Somebody sent themselves a test mail.
inline constexpr const char* kMailTested = "mail.tested";
// Counters of a printer go on from other values.
inline constexpr const char* kMeterChangeRecorded = "meter_change.recorded";
// A read of meters that was withdrawn counts again.
inline constexpr const char* kMeterReadRestored = "meter_read.restored";
// Somebody submitted what the meters of a printer show.
inline constexpr const char* kMeterReadSubmitted = "meter_read.submitted";
// A read of meters was withdrawn; it counts no more.
inline constexpr const char* kMeterReadWithdrawn = "meter_read.withdrawn";
// The meters of a contract are not closed any more.
inline constexpr const char* kMeterTermsDeleted = "meter_terms.deleted";
// How the meters of a contract are closed was said.
inline constexpr const char* kMeterTermsUpdated = "meter_terms.updated";
// What the operator says of the supplies of a printer model was changed.
inline constexpr const char* kModelTermsUpdated = "model_terms.updated";
// A customer's contract on MPS Express was changed.
inline constexpr const char* kMpsExpressContractUpdated = "mps_express_contract.updated";
// Printers were added to MPS Express.
inline constexpr const char* kMpsExpressEnrollmentCreated = "mps_express_enrollment.created";
// The operator took a printer into MPS Express.
inline constexpr const char* kMpsExpressMembershipConfirmed = "mps_express_membership.confirmed";
// The operator did not take a printer into MPS Express.
inline constexpr const char* kMpsExpressMembershipRejected = "mps_express_membership.rejected";
// The operator took a printer out of MPS Express.
inline constexpr const char* kMpsExpressMembershipRemoved = "mps_express_membership.removed";
// What MPS Express asks of a printer model was said.
inline constexpr const char* kMpsExpressModelCreated = "mps_express_model.created";
// What MPS Express asks of a printer model is said no more.
inline constexpr const char* kMpsExpressModelDeleted = "mps_express_model.deleted";
// What MPS Express asks of a printer model was changed.
inline constexpr const char* kMpsExpressModelUpdated = "mps_express_model.updated";
// What MPS Express asks of every printer was changed.
inline constexpr const char* kMpsExpressProgrammeUpdated = "mps_express_programme.updated";
// Somebody accepted the terms of service of MPS Express for their organization.
inline constexpr const char* kMpsExpressTermsAccepted = "mps_express_terms.accepted";
// New terms of service of MPS Express were published.
inline constexpr const char* kMpsExpressTermsCreated = "mps_express_terms.created";
// What the operator says of supplies for everybody was changed.
inline constexpr const char* kOperatorTermsUpdated = "operator_terms.updated";
// An organization was made.
inline constexpr const char* kOrganizationCreated = "organization.created";
// An organization was deleted.
inline constexpr const char* kOrganizationDeleted = "organization.deleted";
// An organization was given an entitlement.
inline constexpr const char* kOrganizationEntitlementGranted = "organization.entitlement_granted";
// An organization was taken an entitlement.
inline constexpr const char* kOrganizationEntitlementRemoved = "organization.entitlement_removed";
// An organization was changed.
inline constexpr const char* kOrganizationUpdated = "organization.updated";
// A temporary password was asked for too often, or for nobody.
inline constexpr const char* kPasswordResetRefused = "password_reset.refused";
// No alert rule tells of a printer any more.
inline constexpr const char* kPrinterAlertsMuted = "printer.alerts_muted";
// Alert rules tell of a printer again.
inline constexpr const char* kPrinterAlertsUnmuted = "printer.alerts_unmuted";
// A printer got another delivery contact, or none.
inline constexpr const char* kPrinterContactChanged = "printer.contact_changed";
// A printer came under contract, or out of it.
inline constexpr const char* kPrinterContractChanged = "printer.contract_changed";
// A printer was taken out of the list.
inline constexpr const char* kPrinterDeregistered = "printer.deregistered";
// A printer takes part in automatic supplies replenishment.
inline constexpr const char* kPrinterEnrolled = "printer.enrolled";
// What other systems call a printer was changed.
inline constexpr const char* kPrinterExternalIdsChanged = "printer.external_ids_changed";
// The operator stopped the supplies of a printer.
inline constexpr const char* kPrinterHeld = "printer.held";
// A printer got another location.
inline constexpr const char* kPrinterLocationChanged = "printer.location_changed";
// A printer was taken back into the list.
inline constexpr const char* kPrinterRegistered = "printer.registered";
// The operator said whether the back office takes a printer.
inline constexpr const char* kPrinterRegistrationChanged = "printer.registration_changed";
// The supplies of a printer are not stopped any more.
inline constexpr const char* kPrinterReleased = "printer.released";
// A printer was restarted from afar.
inline constexpr const char* kPrinterRestarted = "printer.restarted";
// Whether a printer is expected to report was said.
inline constexpr const char* kPrinterSilenceChanged = "printer.silence_changed";
// A test page was printed on it from afar.
inline constexpr const char* kPrinterTestPagePrinted = "printer.test_page_printed";
// A printer takes part in automatic supplies replenishment no more.
inline constexpr const char* kPrinterWithdrawn = "printer.withdrawn";
// Somebody called about a printer that is silent.
inline constexpr const char* kPrinterDisconnectionCalled = "printer_disconnection.called";
// A person wrote a note on a printer.
inline constexpr const char* kPrinterNoteCreated = "printer_note.created";
// A note on a printer was deleted.
inline constexpr const char* kPrinterNoteDeleted = "printer_note.deleted";
// A note on a printer that was deleted was restored.
inline constexpr const char* kPrinterNoteRestored = "printer_note.restored";
// The text of a note on a printer was changed.
inline constexpr const char* kPrinterNoteUpdated = "printer_note.updated";
// A scheduled report was made.
inline constexpr const char* kReportCreated = "report.created";
// A scheduled report was deleted.
inline constexpr const char* kReportDeleted = "report.deleted";
// A scheduled report was paused by itself: its owner or its view is gone.
inline constexpr const char* kReportPaused = "report.paused";
// Somebody had a scheduled report made again.
inline constexpr const char* kReportRun = "report.run";
// A scheduled report was changed.
inline constexpr const char* kReportUpdated = "report.updated";
// Services, applications, severities or rules for incidents of an organization were changed.
inline constexpr const char* kServiceDeskUpdated = "service_desk.updated";
// A service request got another one of the operator's people, or nobody.
inline constexpr const char* kServiceRequestAssigned = "service_request.assigned";
// A file was attached to a service request.
inline constexpr const char* kServiceRequestAttached = "service_request.attached";
// A service request was cancelled.
inline constexpr const char* kServiceRequestCancelled = "service_request.cancelled";
// A comment on a service request was written.
inline constexpr const char* kServiceRequestCommented = "service_request.commented";
// A service request was completed, or the alert of an incident cleared.
inline constexpr const char* kServiceRequestCompleted = "service_request.completed";
// A service was asked for, or an alert opened an incident.
inline constexpr const char* kServiceRequestCreated = "service_request.created";
// An internal note on a service request was written; its text is not in the log.
inline constexpr const char* kServiceRequestNoted = "service_request.noted";
// A service request that was completed was reopened by a comment.
inline constexpr const char* kServiceRequestReopened = "service_request.reopened";
// Work on a service request was started.
inline constexpr const char* kServiceRequestStarted = "service_request.started";
// Somebody signed in.
inline constexpr const char* kSessionCreated = "session.created";
// A session was ended before its time.
inline constexpr const char* kSessionEnded = "session.ended";
// Somebody could not sign in.
inline constexpr const char* kSessionRefused = "session.refused";
// Somebody used an invitation that does not hold.
inline constexpr const char* kSetupLinkRefused = "setup_link.refused";
// A link to count a shelf was mailed to its delivery contacts.
inline constexpr const char* kShelfCountRequested = "shelf.count_requested";
// A shelf was counted by hand.
inline constexpr const char* kShelfCounted = "shelf.counted";
// What an organization asks of its people at sign-in was changed.
inline constexpr const char* kSignInPolicyUpdated = "sign_in_policy.updated";
// A site was made.
inline constexpr const char* kSiteCreated = "site.created";
// A site was deleted.
inline constexpr const char* kSiteDeleted = "site.deleted";
// A site was changed.
inline constexpr const char* kSiteUpdated = "site.updated";
// What is said of the supplies of a site was changed.
inline constexpr const char* kSiteTermsUpdated = "site_terms.updated";
// A rule about spares was made.
inline constexpr const char* kSparesRuleCreated = "spares_rule.created";
// A rule about spares was deleted.
inline constexpr const char* kSparesRuleDeleted = "spares_rule.deleted";
// A rule about spares was changed.
inline constexpr const char* kSparesRuleUpdated = "spares_rule.updated";
// A statement of meters was approved; it stays as it is.
inline constexpr const char* kStatementApproved = "statement.approved";
// A period of a contract was closed.
inline constexpr const char* kStatementCreated = "statement.created";
// A line of a statement was corrected.
inline constexpr const char* kStatementLineCorrected = "statement_line.corrected";
// An order that waited was approved.
inline constexpr const char* kSupplyOrderApproved = "supply_order.approved";
// Another one of the operator's people, or nobody any more, works on an order.
inline constexpr const char* kSupplyOrderAssigned = "supply_order.assigned";
// An order was cancelled.
inline constexpr const char* kSupplyOrderCancelled = "supply_order.cancelled";
// Somebody commented on an order.
inline constexpr const char* kSupplyOrderCommented = "supply_order.commented";
// An order was confirmed.
inline constexpr const char* kSupplyOrderConfirmed = "supply_order.confirmed";
// An order has arrived.
inline constexpr const char* kSupplyOrderDelivered = "supply_order.delivered";
// Another item takes the place of the one that was ordered.
inline constexpr const char* kSupplyOrderItemReplaced = "supply_order.item_replaced";
// Some pieces of an order were cancelled.
inline constexpr const char* kSupplyOrderLineCancelled = "supply_order.line_cancelled";
// Lines of an order moved into another one with the same contact.
inline constexpr const char* kSupplyOrderMerged = "supply_order.merged";
// Somebody of the operator wrote an internal comment on an order.
inline constexpr const char* kSupplyOrderNoted = "supply_order.noted";
// An order waits for goods.
inline constexpr const char* kSupplyOrderOnBackOrder = "supply_order.on_back_order";
// The parcel of an order was packed.
inline constexpr const char* kSupplyOrderPacked = "supply_order.packed";
// Some pieces of an order were shipped.
inline constexpr const char* kSupplyOrderPartlyShipped = "supply_order.partly_shipped";
// An order that was not shipped yet goes to another contact.
inline constexpr const char* kSupplyOrderRedirected = "supply_order.redirected";
// An order that waited was rejected.
inline constexpr const char* kSupplyOrderRejected = "supply_order.rejected";
// Pieces of an order came back.
inline constexpr const char* kSupplyOrderReturned = "supply_order.returned";
// An order was shipped.
inline constexpr const char* kSupplyOrderShipped = "supply_order.shipped";
// Lines of an order moved into one of their own: their printers got another contact.
inline constexpr const char* kSupplyOrderSplit = "supply_order.split";
// An order was placed.
inline constexpr const char* kSupplyOrderSubmitted = "supply_order.submitted";
// What other systems call an order was changed.
inline constexpr const char* kSupplyOrderUpdated = "supply_order.updated";
// How much may be ordered at once, and what waits for an approval, was changed.
inline constexpr const char* kSupplyOrderRulesUpdated = "supply_order_rules.updated";
// Somebody stopped a task.
inline constexpr const char* kTaskCancelled = "task.cancelled";
// Somebody started a task.
inline constexpr const char* kTaskCreated = "task.created";
// Somebody accepted an invitation.
inline constexpr const char* kUserActivated = "user.activated";
// A user was made.
inline constexpr const char* kUserCreated = "user.created";
// A user was deleted.
inline constexpr const char* kUserDeleted = "user.deleted";
// Somebody wrote another address for a user, who has to confirm it.
inline constexpr const char* kUserEmailChangeRequested = "user.email_change_requested";
// A user confirmed another address.
inline constexpr const char* kUserEmailChanged = "user.email_changed";
// A user was invited again.
inline constexpr const char* kUserInvited = "user.invited";
// Somebody signed in could not change their password.
inline constexpr const char* kUserPasswordChangeRefused = "user.password_change_refused";
// A user changed their password.
inline constexpr const char* kUserPasswordChanged = "user.password_changed";
// A user got new recovery codes; the earlier ones ended.
inline constexpr const char* kUserRecoveryCodesReplaced = "user.recovery_codes_replaced";
// A user turned the second factor off.
inline constexpr const char* kUserSecondFactorDisabled = "user.second_factor_disabled";
// A user turned the second factor on.
inline constexpr const char* kUserSecondFactorEnabled = "user.second_factor_enabled";
// An administrator took the second factor of a user away, who had lost it.
inline constexpr const char* kUserSecondFactorReset = "user.second_factor_reset";
// A user asked for a temporary password and was sent one.
inline constexpr const char* kUserTemporaryPasswordSent = "user.temporary_password_sent";
// A user was changed.
inline constexpr const char* kUserUpdated = "user.updated";
// The state of a list was kept as a view.
inline constexpr const char* kViewCreated = "view.created";
// Somebody said which view a list opens with for them, or that it opens as it is.
inline constexpr const char* kViewDefaultSet = "view.default_set";
// A view was deleted.
inline constexpr const char* kViewDeleted = "view.deleted";
// A view that was deleted is there again.
inline constexpr const char* kViewRestored = "view.restored";
// A view was changed.
inline constexpr const char* kViewUpdated = "view.updated";
// A delivery to a webhook endpoint was sent again.
inline constexpr const char* kWebhookDeliveryReplayed = "webhook_delivery.replayed";
// A webhook endpoint was added.
inline constexpr const char* kWebhookEndpointCreated = "webhook_endpoint.created";
// A webhook endpoint was deleted.
inline constexpr const char* kWebhookEndpointDeleted = "webhook_endpoint.deleted";
// A webhook endpoint was disabled by itself: it had failed for days, or said that it is gone.
inline constexpr const char* kWebhookEndpointDisabled = "webhook_endpoint.disabled";
// Everything that a webhook endpoint had not taken was sent again.
inline constexpr const char* kWebhookEndpointReplayed = "webhook_endpoint.replayed";
// A webhook endpoint got a new secret.
inline constexpr const char* kWebhookEndpointSecretRotated = "webhook_endpoint.secret_rotated";
// A test event was sent to a webhook endpoint.
inline constexpr const char* kWebhookEndpointTestSent = "webhook_endpoint.test_sent";
// A webhook endpoint was changed.
inline constexpr const char* kWebhookEndpointUpdated = "webhook_endpoint.updated";

}  // namespace audit::action
