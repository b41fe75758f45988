import './played-modules';
import { driftRemedies } from './drift-remedies';
import { testRemedies } from './test-remedies';

testRemedies(driftRemedies);
