"""Address in, evidence out: safe fetching, views, WARC and WACZ, digests, time stamps."""
