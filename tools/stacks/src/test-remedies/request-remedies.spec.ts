import './played-modules';
import { requestRemedies } from './request-remedies';
import { testRemedies } from './test-remedies';

testRemedies(requestRemedies);
