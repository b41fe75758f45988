import { z } from 'zod';
import { type Alarm } from '../model/alarms';
import { boolean, deployedText } from './properties';
import { type Located } from './located';

const actionList = z.array(deployedText).default([]);

/** The properties that alarms of both kinds have, and what the simulator has no use for: description and tags. */
export const commonProperties = {
  AlarmName: deployedText.optional(),
  AlarmDescription: z.unknown().optional(),
  Tags: z.unknown().optional(),
  ActionsEnabled: boolean.default(true),
  AlarmActions: actionList,
  OKActions: actionList,
  InsufficientDataActions: actionList,
};

type CommonProperties = z.infer<z.ZodObject<typeof commonProperties>>;

/** Where an alarm is, what it is called, and what it does. */
export function commonOf(
  { stack, address, role, region, resource, text }: Located,
  properties: CommonProperties,
): Omit<Alarm, 'type'> {
  return {
    stack,
    address,
    role,
    region,
    name: text({ Ref: resource.logicalId }),
    actionsEnabled: properties.ActionsEnabled,
    actions: {
      ALARM: properties.AlarmActions.map(text),
      OK: properties.OKActions.map(text),
      INSUFFICIENT_DATA: properties.InsufficientDataActions.map(text),
    },
  };
}
