import './played-modules';
import { planRemedies } from './plan-remedies';
import { testRemedies } from './test-remedies';

testRemedies(planRemedies);
