Console.WriteLine("Measures nothing yet.");
