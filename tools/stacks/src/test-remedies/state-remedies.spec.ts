import './played-modules';
import { stateRemedies } from './state-remedies';
import { testRemedies } from './test-remedies';

testRemedies(stateRemedies);
