"""What a round is decided from, piece by piece: people, vacancies, half days and weekly patterns."""
