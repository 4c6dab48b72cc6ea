"""Productive work in prisons (*Cárceles Productivas*): workshops and activities, inmates, their work and its pay."""
