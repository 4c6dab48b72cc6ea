"""A valid content of every kind of document, by its name."""

from tests.registry.letters import agreements, cases, credentials, executions, prison_work

SAMPLES = {**executions.SAMPLES, **cases.SAMPLES, **agreements.SAMPLES, **credentials.SAMPLES, **prison_work.SAMPLES}
