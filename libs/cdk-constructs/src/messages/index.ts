export { PrivateQueue, type PrivateQueueProps, type QueueSender } from './private-queue';
