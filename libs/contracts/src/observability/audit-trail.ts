import { contract, parameter } from '../contract';

/** The trail of all regions, which is in the primary region. */
export const auditTrail = contract('audit-trail', {
  trailArn: parameter(/arn:[^:]+:cloudtrail:[^,]+:trail\/[^,]+/, 'ARN of the trail of all regions'),
  logGroupName: parameter(/[\w./#-]+/, 'Log group with the events of the trail, for questions and filters'),
});
