import './played-modules';
import { lossRemedies } from './loss-remedies';
import { testRemedies } from './test-remedies';

testRemedies(lossRemedies);
