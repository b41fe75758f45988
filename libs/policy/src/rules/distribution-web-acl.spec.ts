import { account, distribution } from './examples';
import { ruleCases } from './rule-cases';
import { distributionWebAcl } from './distribution-web-acl';

const behind = (scope: string) =>
  distribution({ WebACLId: scope && `arn:aws:wafv2:us-east-1:${account}:${scope}/webacl/a/1` });

ruleCases(distributionWebAcl, {
  compliant: { 'a global web ACL': behind('global') },
  nonCompliant: { 'a regional web ACL': behind('regional'), 'no web ACL': behind('') },
});
