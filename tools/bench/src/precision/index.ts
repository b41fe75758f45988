export { answersToCode, answersToValues } from './answers';
export { codeChanges, only, valueChanges } from './catalogue';
export { mistakes, type Verdict } from './verdict';
