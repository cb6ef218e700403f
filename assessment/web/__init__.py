"""What people see: forms for respondents, screens for analysts and focal points; it asks services, never storage."""
