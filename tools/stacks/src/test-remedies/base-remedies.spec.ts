import './played-modules';
import { baseRemedies } from './base-remedies';
import { testRemedies } from './test-remedies';

testRemedies(baseRemedies);
