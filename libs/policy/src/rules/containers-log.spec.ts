import { task } from './examples';
import { ruleCases } from './rule-cases';
import { containersLog } from './containers-log';

ruleCases(containersLog, {
  compliant: { 'a log': [task()] },
  nonCompliant: { 'no log': [task({ LogConfiguration: undefined })] },
});
