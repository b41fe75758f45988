/** The simulator of routing: who is served by which region at which second. */
export { answerText, type ScenarioAnswers } from './answer/answer';
export { canMove, worstOf, worstTimeProblem } from './answer/worst-time';
export { type Routing } from './model/routing';
export { answersJson } from './output/answers-json';
export { markdownSection, titleOf, withSection } from './output/document';
export { textTable } from './output/table';
export { timelinePicture } from './output/timeline-picture';
export { readRouting } from './reading/read-routing';
export { readSynthesizedEnvironment } from './reading/synthesized-environment';
export { simulateAll } from './simulation/simulate-all';
