export { alarmEvent, compositeAlarmEvent } from './alarm-events';
export { complianceEvent, itemEvent, oversizedItemEvent } from './config-events';
export { queueBatch, type QueueMessage } from './queue-messages';
