import { BulkheadError } from '@bulkhead/errors';

/** Environment variables of the functions. */
export const alertVariables = {
  /** Name of the environment, such as `prod`. */
  environment: 'ENVIRONMENT',
  /** ARN of the topic that everybody concerned reads. */
  notifications: 'NOTIFICATIONS_TOPIC_ARN',
  /** ARN of the topic that wakes somebody. Only `explain-change` has it. */
  alerts: 'ALERTS_TOPIC_ARN',
  /** Name of the region's dashboard, for `enrich`. Without this variable, a message has no link to a dashboard. */
  dashboard: 'DASHBOARD_NAME',
} as const;

export interface EnrichSettings {
  readonly environment: string;
  readonly topics: { readonly notifications: string };
  /** @default none */
  readonly dashboard: string | undefined;
}

export interface ExplainChangeSettings {
  readonly environment: string;
  readonly topics: { readonly notifications: string; readonly alerts: string };
}

/** @throws BulkheadError `VariableMissing` */
export function enrichSettings(variables: NodeJS.ProcessEnv): EnrichSettings {
  return {
    environment: required(variables, alertVariables.environment),
    topics: { notifications: required(variables, alertVariables.notifications) },
    dashboard: variables[alertVariables.dashboard] || undefined,
  };
}

/** @throws BulkheadError `VariableMissing` */
export function explainChangeSettings(variables: NodeJS.ProcessEnv): ExplainChangeSettings {
  return {
    environment: required(variables, alertVariables.environment),
    topics: {
      notifications: required(variables, alertVariables.notifications),
      alerts: required(variables, alertVariables.alerts),
    },
  };
}

function required(variables: NodeJS.ProcessEnv, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new BulkheadError('VariableMissing', `The function has no environment variable ${name}.`, {
    next: 'deploy the stack that has the function',
  });
}
