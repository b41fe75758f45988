export { objectCreated } from './sample-events';
