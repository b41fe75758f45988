/** A standard or implementation specification of the Security Rule. */
export interface Control {
  /** Paragraph of 45 CFR, such as `164.312(a)(2)(iv)`. */
  readonly id: string;
  /** Short title, as in the rule's own matrix of standards (appendix A to subpart C). */
  readonly title: string;
  /** Who answers for the part that no rule can check in a template. */
  readonly responsible: string;
}

const securityOfficer = 'security officer';
const workforce = 'workforce management with the security officer';
const legal = 'legal and compliance';
const operations = 'platform operations';
const application = 'the teams of the applications that run on the platform';
const facilities = 'facilities; for its data centres AWS, under the business associate addendum';
const workstations = 'workplace IT';
const planSponsor = 'legal and compliance, where a group health plan takes part';

/**
 * Every standard and implementation specification of 45 CFR 164.308 to 164.316, in the order of the law. Controls that
 * no rule covers stay in the list: an auditor must see who covers them.
 */
export const controls: readonly Control[] = [
  control('164.308(a)(1)(i)', 'Security management process', securityOfficer),
  control('164.308(a)(1)(ii)(A)', 'Risk analysis', securityOfficer),
  control('164.308(a)(1)(ii)(B)', 'Risk management', securityOfficer),
  control('164.308(a)(1)(ii)(C)', 'Sanction policy', workforce),
  control('164.308(a)(1)(ii)(D)', 'Information system activity review', securityOfficer),
  control('164.308(a)(2)', 'Assigned security responsibility', 'management'),
  control('164.308(a)(3)(i)', 'Workforce security', workforce),
  control('164.308(a)(3)(ii)(A)', 'Authorization and/or supervision', workforce),
  control('164.308(a)(3)(ii)(B)', 'Workforce clearance procedure', workforce),
  control('164.308(a)(3)(ii)(C)', 'Termination procedures', workforce),
  control('164.308(a)(4)(i)', 'Information access management', securityOfficer),
  control('164.308(a)(4)(ii)(A)', 'Isolating health care clearinghouse functions', securityOfficer),
  control('164.308(a)(4)(ii)(B)', 'Access authorization', securityOfficer),
  control('164.308(a)(4)(ii)(C)', 'Access establishment and modification', securityOfficer),
  control('164.308(a)(5)(i)', 'Security awareness and training', workforce),
  control('164.308(a)(5)(ii)(A)', 'Security reminders', workforce),
  control('164.308(a)(5)(ii)(B)', 'Protection from malicious software', operations),
  control('164.308(a)(5)(ii)(C)', 'Log-in monitoring', securityOfficer),
  control('164.308(a)(5)(ii)(D)', 'Password management', workforce),
  control('164.308(a)(6)(i)', 'Security incident procedures', securityOfficer),
  control('164.308(a)(6)(ii)', 'Response and reporting', securityOfficer),
  control('164.308(a)(7)(i)', 'Contingency plan', operations),
  control('164.308(a)(7)(ii)(A)', 'Data backup plan', operations),
  control('164.308(a)(7)(ii)(B)', 'Disaster recovery plan', operations),
  control('164.308(a)(7)(ii)(C)', 'Emergency mode operation plan', operations),
  control('164.308(a)(7)(ii)(D)', 'Testing and revision procedures', operations),
  control('164.308(a)(7)(ii)(E)', 'Applications and data criticality analysis', securityOfficer),
  control('164.308(a)(8)', 'Evaluation', securityOfficer),
  control('164.308(b)(1)', 'Business associate contracts and other arrangements: covered entities', legal),
  control('164.308(b)(2)', 'Business associate contracts and other arrangements: subcontractors', legal),
  control('164.308(b)(3)', 'Written contract or other arrangement', legal),

  control('164.310(a)(1)', 'Facility access controls', facilities),
  control('164.310(a)(2)(i)', 'Contingency operations', facilities),
  control('164.310(a)(2)(ii)', 'Facility security plan', facilities),
  control('164.310(a)(2)(iii)', 'Access control and validation procedures', facilities),
  control('164.310(a)(2)(iv)', 'Maintenance records', facilities),
  control('164.310(b)', 'Workstation use', workstations),
  control('164.310(c)', 'Workstation security', workstations),
  control('164.310(d)(1)', 'Device and media controls', facilities),
  control('164.310(d)(2)(i)', 'Disposal', facilities),
  control('164.310(d)(2)(ii)', 'Media re-use', facilities),
  control('164.310(d)(2)(iii)', 'Accountability', facilities),
  control('164.310(d)(2)(iv)', 'Data backup and storage', operations),

  control('164.312(a)(1)', 'Access control', application),
  control('164.312(a)(2)(i)', 'Unique user identification', application),
  control('164.312(a)(2)(ii)', 'Emergency access procedure', operations),
  control('164.312(a)(2)(iii)', 'Automatic logoff', application),
  control('164.312(a)(2)(iv)', 'Encryption and decryption', operations),
  control('164.312(b)', 'Audit controls', operations),
  control('164.312(c)(1)', 'Integrity', application),
  control('164.312(c)(2)', 'Mechanism to authenticate electronic protected health information', application),
  control('164.312(d)', 'Person or entity authentication', application),
  control('164.312(e)(1)', 'Transmission security', operations),
  control('164.312(e)(2)(i)', 'Integrity controls', operations),
  control('164.312(e)(2)(ii)', 'Encryption', operations),

  control('164.314(a)(1)', 'Business associate contracts or other arrangements', legal),
  control('164.314(a)(2)(i)', 'Business associate contracts', legal),
  control('164.314(a)(2)(ii)', 'Other arrangements', legal),
  control('164.314(a)(2)(iii)', 'Business associate contracts with subcontractors', legal),
  control('164.314(b)(1)', 'Requirements for group health plans', planSponsor),
  control('164.314(b)(2)(i)', 'Plan documents: safeguards of the plan sponsor', planSponsor),
  control('164.314(b)(2)(ii)', 'Plan documents: adequate separation', planSponsor),
  control('164.314(b)(2)(iii)', 'Plan documents: agents of the plan sponsor', planSponsor),
  control('164.314(b)(2)(iv)', 'Plan documents: reports of security incidents', planSponsor),

  control('164.316(a)', 'Policies and procedures', securityOfficer),
  control('164.316(b)(1)', 'Documentation', securityOfficer),
  control('164.316(b)(2)(i)', 'Time limit', securityOfficer),
  control('164.316(b)(2)(ii)', 'Availability', securityOfficer),
  control('164.316(b)(2)(iii)', 'Updates', securityOfficer),
];

function control(id: string, title: string, responsible: string): Control {
  return { id, title, responsible };
}
