export { WorkspaceCopy, type Outcome, type ReportedStack } from './workspace-copy';
