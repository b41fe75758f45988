import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { z } from 'zod';
import { type Dashboard, dashboardBody } from './dashboard';

const index = z.object({
  stacks: z.array(
    z.object({ engine: z.enum(['cdk', 'cdktf']), template: z.string(), complete: z.string().optional() }),
  ),
});
const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});
const joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });

/**
 * Reads a dashboard of a synthesized environment from its CDK stacks.
 *
 * @param workspaceRoot absolute path
 * @param name what follows the environment in the dashboard's name, such as `overview`
 * @throws Refusal `NoDashboard` if no stack of the environment has the dashboard
 */
export function readDashboard(workspaceRoot: string, environment: string, name: string): Dashboard {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(workspaceRoot, path), 'utf8'));
  const { stacks } = index.parse(read(`dist/synth/${environment}/index.json`));
  const dashboards = stacks
    .filter(({ engine }) => engine === 'cdk')
    .flatMap((stack) => Object.values(template.parse(read(stack.complete ?? stack.template)).Resources))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard');
  const prefix = `bulkhead-${environment}-${name}-`;
  const found = dashboards.find(({ Properties }) => String(Properties?.['DashboardName']).startsWith(prefix));
  if (!found) {
    throw new Refusal('NoDashboard', `No stack of environment ${environment} has a dashboard ${name}.`, {
      next: 'give the environment settings for apps.observability.monitoring, or name another environment',
    });
  }
  return dashboardBody.parse(JSON.parse(textOf(found.Properties?.['DashboardBody'])));
}

/** A text of CloudFormation. What is known only at deploy time is no part of what a picture shows. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [separator, parts] = joined.parse(value)['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'known-at-deploy-time')).join(separator);
}
