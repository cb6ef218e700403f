"""eTrade readiness: from stakeholders' answers to gaps, recommendations, reports and follow-up.

`methodology` is what is measured and how it is judged; `authoring` reads it from files; `storage` keeps it;
`documents` puts it on paper; `services` is what people do; `web` is what people see; `jobs` runs later.
Imports run one way: cli, app, worker, web, services, then the four side by side, methodology at the bottom.
"""
