"""What is true on paper: articles as dated data with their source, periods, calendar, stages, measures, competence."""
